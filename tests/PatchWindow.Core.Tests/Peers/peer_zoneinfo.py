"""
What windows a schedule has in a zone, by Python's zoneinfo and PEP 495 (see ZoneinfoPeer.cs): a JSON object a line in, one a
line out. Written from what the documentation promises of SkippedTime, AmbiguousTime, DurationMode and WindowAdjustment.

Times are whole seconds: moments since 1970 in UTC, local times as if their clock were UTC's.
"""
import io
import json
import os
import struct
import sys
import traceback
import zoneinfo
from datetime import datetime, timedelta
from functools import lru_cache

DAY = 86400
STEP = 4 * DAY


def seconds(delta):
    return delta.days * DAY + delta.seconds


class Clock:
    """A zone's clock; everything is asked of its tzinfo."""

    def __init__(self, zone):
        self.zone = zone
        self.epoch = datetime(1970, 1, 1, tzinfo=zone)
        self.offsets = lru_cache(None)(self._offsets)
        self.gap_end = lru_cache(None)(self._gap_end)
        self.opening = lru_cache(None)(self._opening)

    def offset_at(self, moment):
        return seconds(datetime.fromtimestamp(moment, self.zone).utcoffset())

    def _offsets(self, local):
        # PEP 495: in a gap, fold=0 is the offset before it and fold=1 the one after; in an overlap, fold=0 is the offset of
        # the first of the two moments and fold=1 of the second.
        # Python adds to what the clock shows, not to the moment.
        shown = self.epoch + timedelta(seconds=local)
        return seconds(shown.utcoffset()), seconds(shown.replace(fold=1).utcoffset())

    def moments(self, local):
        """The moments at which the clock shows a local time: none, one or two."""
        first, second = self.offsets(local)
        if first == second:
            return [local - first]
        if first < second:
            return []
        return [local - first, local - second]

    def _gap_end(self, local):
        """The first moment after the gap that a local time lies in."""
        before, after = self.offsets(local)
        low, high = local - after, local - before
        while high - low > 1:
            middle = (low + high) // 2
            if self.offset_at(middle) == before:
                low = middle
            else:
                high = middle
        return high

    def _opening(self, local, when_skipped, when_ambiguous):
        """When a window of a local start opens, and what happened to its start."""
        moments = self.moments(local)
        if not moments:
            if when_skipped == "Skip":
                return self.gap_end(local), "Skipped"
            return self.gap_end(local) if when_skipped == "GapEnd" else local - self.offsets(local)[0], "Shifted"
        if len(moments) == 2:
            return moments[1 if when_ambiguous == "Later" else 0], "Ambiguous"
        return moments[0], None

    def reads(self, local, after):
        """The first moment after another at which the clock reads a local time, or the end of the gap it lies in."""
        moments = self.moments(local) or [self.gap_end(local)]
        return next((m for m in moments if m > after), None)

    def transitions(self, start, end):
        """
        Every change of the offset, as [first moment, offset from then on]. Two that take each other back within the step would
        be missed; then the clock counts as another than the asker's.
        """
        found = []
        known = self.offset_at(start)
        for moment in range(start + STEP, end + 1, STEP):
            offset = self.offset_at(moment)
            if offset != known:
                low, high = moment - STEP, moment
                while high - low > 1:
                    middle = (low + high) // 2
                    if self.offset_at(middle) == known:
                        low = middle
                    else:
                        high = middle
                found.append([high, offset])
                known = offset
        return found


class Schedule:
    def __init__(self, when_skipped, when_ambiguous, mode, duration):
        self.when_skipped = when_skipped
        self.when_ambiguous = when_ambiguous
        self.mode = mode
        self.duration = duration

    def window(self, clock, local):
        """(start, end, what happened) of a local start."""
        start, happened = clock.opening(local, self.when_skipped, self.when_ambiguous)
        if happened == "Skipped":
            return start, start, happened
        if self.mode == "Elapsed":
            end = start + self.duration
        else:
            end = clock.reads(local + self.duration, start)
            if end is None:
                end = clock.reads(start + clock.offset_at(start) + self.duration, start)
        length = "Lengthened" if end - start > self.duration else "Shortened" if end - start < self.duration else None
        return start, end, ", ".join(filter(None, (happened, length))) or "None"

    def windows(self, clock, locals_):
        """The windows of local starts: those that open at one moment are one, the longest, and a skipped one is none."""
        best = {}
        for local in locals_:
            start, end, happened = self.window(clock, local)
            key = start, happened == "Skipped"
            if key not in best or best[key][0] < end or (best[key][0] == end and "Shifted" in best[key][1]):
                best[key] = end, happened
        found = sorted((start, end, happened) for (start, _), (end, happened) in best.items())
        return "\n".join("%d %d %s" % window for window in found)


def compiled(offset, transitions):
    """A zoneinfo of transitions that are not this machine's: RFC 8536, version 2, nothing after the last of them."""
    offsets = sorted({offset, *(after for _, after in transitions)}, key=lambda o: o != offset)
    counts = struct.pack(">6l", 0, 0, 0, len(transitions), len(offsets), 4)
    body = b"".join(struct.pack(">q", moment) for moment, _ in transitions)
    body += bytes(offsets.index(after) for _, after in transitions)
    body += b"".join(struct.pack(">lbb", o, 0, 0) for o in offsets) + b"---\0"
    head = b"TZif2" + b"\0" * 15
    empty = struct.pack(">6l", 0, 0, 0, 0, 1, 4) + struct.pack(">lbb", 0, 0, 0) + b"---\0"
    return zoneinfo.ZoneInfo.from_file(io.BytesIO(head + empty + head + counts + body + b"\n\n"))


def of_system(names):
    for name in names:
        try:
            return Clock(zoneinfo.ZoneInfo(name))
        except zoneinfo.ZoneInfoNotFoundError:
            pass
    return None


def version():
    for folder in zoneinfo.TZPATH:
        path = os.path.join(folder, "tzdata.zi")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.readline().split()[-1]
    return None


def clock_of(question):
    """The system's clock where it changes at the same moments as the asker's, and otherwise one made of the asker's."""
    start, end = question["range"]
    asked = [t for t in question["transitions"] if start < t[0] <= end]
    system = of_system(question["names"])
    theirs = [] if system is None else system.transitions(start, end)
    same = system is not None and system.offset_at(start) == question["offset"] and theirs == asked
    data = "same" if same else "unknown" if system is None else "other"
    return data, theirs, system if same else Clock(compiled(question["offset"], question["transitions"]))


def answer(question):
    if "names" not in question:
        return {"version": version()}
    data, theirs, clock = clock_of(question)
    windows = [[Schedule(*rules).windows(clock, starts) for rules in question["rules"]] for starts in starts_of(question)]
    return {"data": data, "transitions": [moment for moment, _ in theirs], "windows": windows}


def starts_of(question):
    yield from question["starts"]
    if "daily" in question:
        first, last = question["daily"]
        yield range(first, last, DAY)


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except Exception:
        said = {"error": traceback.format_exc()}
    print(json.dumps(said), flush=True)
