"""python-dateutil: a rule on standard input; ns an occurrence, ns a seek, what the seek found."""
import sys, time, datetime, itertools
from dateutil.rrule import rrulestr

START, FAR, RUNS = datetime.datetime(2000, 1, 1, 22), datetime.datetime(2040, 6, 15), 5


def median(work):
    work()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter_ns()
        count = work()
        times.append((time.perf_counter_ns() - began) / count)
    return sorted(times)[RUNS // 2]


rule = rrulestr(sys.stdin.readline().strip(), dtstart=START)
expand = median(lambda: sum(1 for _ in itertools.islice(rule, 1000)))
seek = median(lambda: 1 if rule.after(FAR, inc=True) else 0)
print(f"{expand}\t{seek}\t{rule.after(FAR, inc=True).isoformat()}")
