/* libical: a rule on standard input; ns an occurrence, ns a seek, what the seek found. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 5, OCCURRENCES = 1000, SEEKS = 200 };

static struct icalrecurrencetype rule;
static struct icaltimetype start, far, found;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static int expand(void)
{
    icalrecur_iterator *it = icalrecur_iterator_new(rule, start);
    int count = 0;
    while (count < OCCURRENCES && !icaltime_is_null_time(icalrecur_iterator_next(it))) count++;
    icalrecur_iterator_free(it);
    return count;
}

static int seek(void)
{
    for (int i = 0; i < SEEKS; i++) {
        icalrecur_iterator *it = icalrecur_iterator_new(rule, start);
        icalrecur_iterator_set_start(it, far);
        found = icalrecur_iterator_next(it);
        icalrecur_iterator_free(it);
    }
    return SEEKS;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(int (*work)(void))
{
    double times[RUNS];
    work();
    for (int run = 0; run < RUNS; run++) {
        double began = now();
        int count = work();
        if (count == 0) exit(1);
        times[run] = (now() - began) / count;
    }
    qsort(times, RUNS, sizeof *times, compare);
    return times[RUNS / 2];
}

int main(void)
{
    char text[512];
    if (!fgets(text, sizeof text, stdin)) return 1;
    text[strcspn(text, "\n")] = 0;
    rule = icalrecurrencetype_from_string(text);
    start = icaltime_from_string("20000101T220000");
    far = icaltime_from_string("20400615T000000");
    if (rule.freq == ICAL_NO_RECURRENCE) return 1;
    double an_occurrence = median(expand), a_seek = median(seek);
    if (icaltime_is_null_time(found)) return 1;
    printf("%f\t%f\t%04d-%02d-%02dT%02d:%02d:%02d\n", an_occurrence, a_seek,
        found.year, found.month, found.day, found.hour, found.minute, found.second);
    return 0;
}
