"""One module a family of pages: `ROUTES`, a list of Starlette routes, and `NAV`, its entries in the bar at the top."""
