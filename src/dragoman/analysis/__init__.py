"""What a set of events and opinions comes to: pure functions over records."""
