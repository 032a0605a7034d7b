"""Answers recurrence rules with libical, through ICalGLib: one line in, one line out (see PeerProcess.cs)."""
import signal
import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

# What hangs or crashes inside libical ends the process, and whoever asked starts another.
signal.signal(signal.SIGALRM, signal.SIG_DFL)
for line in sys.stdin:
    start, rule, limit, horizon = line.rstrip("\n").split("|")
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        recurrence = ICalGLib.Recurrence.new_from_string(rule)
        iterator = ICalGLib.RecurIterator.new(recurrence, ICalGLib.Time.new_from_string(start))
        times = []
        while len(times) < int(limit):
            time = iterator.next()
            if time is None or time.is_null_time() or time.as_ical_string() >= horizon:
                break
            times.append(time.as_ical_string())
        print("ok", *times, flush=True)
    except Exception as problem:
        print("none", str(problem).replace("\n", " "), flush=True)
    signal.setitimer(signal.ITIMER_REAL, 0)
