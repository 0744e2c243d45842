"""How far an alignment has been read, as counts and as a bar of cells. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an alignment has been read: how many beads are in which state."""

    confirmed: int = 0
    sure: int = 0
    check: int = 0
    """To check, doubtful or without counterpart, and not confirmed."""
    rejected: int = 0
    findings: int | None = None
    """What checks found and nobody has set aside; None where it was not counted as the alignment stands now."""

    @property
    def beads(self) -> int:
        """All beads."""
        return self.confirmed + self.sure + self.check + self.rejected

    def bar(self, width: int) -> tuple[int, int, int]:
        """Return the cells of confirmed (with rejected), sure and to check; what is there gets at least one cell."""
        counts = (self.confirmed + self.rejected, self.sure, self.check)
        total = sum(counts)
        if not total:
            return (0, 0, 0)
        exact = [count * width / total for count in counts]
        parts = [max(int(share), 1 if count else 0) for share, count in zip(exact, counts, strict=True)]
        while sum(parts) < width:
            parts[max(range(3), key=lambda n: exact[n] - parts[n])] += 1
        while sum(parts) > width:
            parts[max(range(3), key=lambda n: parts[n] - exact[n])] -= 1
        return parts[0], parts[1], parts[2]
