"""What a zip file says of its members, before any of them is unpacked."""

import zipfile

_RATIO = 200  # text and markup pack to a tenth; a set of near-copies to a hundredth
_FREE = 1_000_000  # below this size no ratio is a danger
_ENCRYPTED = 0x1


def problem_of(info: zipfile.ZipInfo, limit: int) -> str | None:
    """Why a member is not to be unpacked, and what to do about it; None where nothing speaks against it."""
    if info.flag_bits & _ENCRYPTED:
        return "encrypted; unpack it with its password and give the files"
    if info.file_size > _FREE and info.file_size > _RATIO * max(1, info.compress_size):
        return f"would unpack to {info.file_size / max(1, info.compress_size):.0f} times its size, as a bomb does; left"
    if info.file_size > limit:
        return (
            f"{info.file_size / 1e6:.1f} MB is more than the limit of {limit / 1e6:.1f} MB; split it or raise the limit"
        )
    return None
