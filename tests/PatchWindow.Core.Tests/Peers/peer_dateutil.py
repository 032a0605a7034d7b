"""Answers recurrence rules with python-dateutil: one line in, one line out (see PeerProcess.cs)."""
import signal
import sys
from datetime import datetime

from dateutil.rrule import rrulestr

FORMAT = "%Y%m%dT%H%M%S"


class TooSlow(Exception):
    pass


def give_up(signum, frame):
    raise TooSlow()


signal.signal(signal.SIGALRM, give_up)
for line in sys.stdin:
    start, rule, limit, horizon = line.rstrip("\n").split("|")
    end = datetime.strptime(horizon, FORMAT)
    times = []
    try:
        signal.setitimer(signal.ITIMER_REAL, 1)
        for time in rrulestr(rule, dtstart=datetime.strptime(start, FORMAT)):
            if time >= end or len(times) == int(limit):
                break
            times.append(time.strftime(FORMAT))
        signal.setitimer(signal.ITIMER_REAL, 0)
        print("ok", *times, flush=True)
    except TooSlow:
        print("none too slow", flush=True)
    except Exception as problem:
        signal.setitimer(signal.ITIMER_REAL, 0)
        print("none", str(problem).replace("\n", " "), flush=True)
