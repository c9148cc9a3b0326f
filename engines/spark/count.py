"""Counts days from the archive of Visitbook with Spark, for what outgrows functions: engines/spark/README.md.

    count.py ARCHIVE --site HOST --from DAY [--to DAY]

ARCHIVE is a folder or s3://BUCKET. Spark reads the files and gives all visits of a visitor to one process of the service's own
code, which counts them as the functions do; what the processes counted is added up, and the rollups are put into the table,
to the digit as a function would. Then GET /stats and the dashboard show them. A day of which the archive has not every visit
is not counted. Running it again is safe at any time.

Totals are printed as JSON, one day a line. Exit codes: 0 done, 1 a day was not counted, 2 wrong usage.
"""

import argparse
import json
import math
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

from pyspark.sql import SparkSession, functions

HERE = pathlib.Path(__file__).resolve().parent

# Visits that one process counts at most, on average: its memory is bounded by them, 200 MB with the network table.
VISITS_OF_PROCESS = 250_000

# For fewer than these, starting another process takes longer than it saves.
LEAST_VISITS = 20_000

# The hours of a day, and the day itself: what was counted of each can be added up by a process of its own.
SPANS = 25


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", help="folder of the archive, or s3://BUCKET")
    parser.add_argument("--site", required=True, metavar="HOST", help="such as you.github.io")
    parser.add_argument("--from", required=True, dest="first", metavar="DAY", type=day, help="such as 2026-11-22")
    parser.add_argument("--to", dest="last", metavar="DAY", type=day, help="the last day (default: the first)")
    parser.add_argument("--dry-run", action="store_true", help="count and print totals, and put nothing")
    parser.add_argument(
        "--table", metavar="NAME", help="the deployed table (default: what the stack told Spark, or the local table)"
    )
    parser.add_argument(
        "--pages", metavar="JSON", help="the setting pages (default: what the stack told Spark, or VISITBOOK_PAGES)"
    )
    parser.add_argument(
        "--program", metavar="COMMAND", help="the service's own code on each machine (default: that of this checkout)"
    )
    parser.add_argument("--processes", metavar="N", type=int, help="how many processes count a day (default: by its visits)")
    asked = parser.parse_args()
    asked.last = asked.last or asked.first
    if asked.first > asked.last:
        parser.error("--from must not be after --to")
    if asked.processes is not None and asked.processes < 1:
        parser.error("--processes must be 1 or more")
    return asked


def day(text):
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) is None:
        raise argparse.ArgumentTypeError("expected a day such as 2026-11-22")
    return text


class Failed(Exception):
    """What the service's own code said when it could not do something, and its exit code."""

    code = 1


def session():
    return (
        SparkSession.builder.appName("visitbook count")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
        .getOrCreate()
    )


def own_code():
    """The entry of this checkout, whichever folder it is run from."""
    root = HERE.parent.parent
    return ["node", "--import", (root / "node_modules/tsx/dist/loader.mjs").as_uri(), str(root / "bin/spark/job.ts")]


class Job:
    """What is asked, and how the service's own code is called here and on other machines."""

    def __init__(self, asked, spark):
        told = lambda name: spark.conf.get(f"spark.visitbook.{name}", None)
        program = asked.program or told("program")
        self.spark = spark
        self.asked = asked
        self.program = own_code() if program is None else shlex.split(program)
        self.region = told("region")
        self.archive = asked.archive.rstrip("/") if "://" in asked.archive else str(pathlib.Path(asked.archive).resolve())
        place = [("--archive", self.archive), ("--table", asked.table or told("table")), ("--pages", asked.pages or told("pages"))]
        self.place = [text for pair in place if pair[1] is not None for text in pair]

    def run(self, command, *options, lines=()):
        return list(answered(self.program, self.region, [command, *options], lines))

    def working(self, command, head):
        """What a task of Spark does with its rows: another process counts them, or adds them up."""
        program, region = self.program, self.region

        def work(rows):
            first = next(rows, None)
            return iter(()) if first is None else answered(program, region, [command], chained(head, first, rows))

        return work


def chained(head, first, rows):
    yield head
    yield first
    yield from rows


def answered(program, region, arguments, lines):
    """Gives lines to a process, and yields the lines that it answers. It answers when it has read them all."""
    env = {**os.environ, **({} if region is None else {"AWS_REGION": region})}
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                [*program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env=env
            )
        except OSError as error:
            raise Failed(f"visitbook: {program[0]} cannot be started: {error.strerror}") from error
        try:
            try:
                for line in lines:
                    process.stdin.write(line.encode("utf-8") + b"\n")
                process.stdin.close()
            except BrokenPipeError:
                pass  # it ended early, and its exit code says that it failed
            for line in process.stdout:
                yield line.decode("utf-8").rstrip("\n")
            if process.wait() != 0:
                said.seek(0)
                failure = Failed(own_words(said.read().decode("utf-8", "replace"), program))
                failure.code = process.returncode
                raise failure
        finally:
            if process.poll() is None:
                process.kill()
            process.stdout.close()
            process.wait()


def own_words(text, program):
    """What a process said in a line of its own, or else how Node says that it could not begin."""
    lines = text.splitlines()
    own = [line for line in lines if line.startswith("visitbook: ")]
    if own:
        return own[-1]
    error = [line.strip() for line in lines if "Error" in line] or ["it said nothing"]
    return f"visitbook: {shlex.join(program)} failed: {error[0]}"


def processes_for(visits, asked, cores):
    """As many as there are cores, or more where a process would have too much to hold."""
    if asked is not None:
        return asked
    return max(1, math.ceil(visits / VISITS_OF_PROCESS), min(cores, math.ceil(visits / LEAST_VISITS)))


def rows_of(job, checked):
    """The visits of a day as JSON, one a row; all of a visitor in one part, and those of nobody spread evenly."""
    root = job.archive if "://" in job.archive else f"file://{job.archive}"
    visits = job.spark.read.parquet(*[f"{root}/{name}" for name in checked["files"]]).select(*checked["columns"])
    count = processes_for(checked["visits"], job.asked.processes, job.spark.sparkContext.defaultParallelism)
    apart = visits.repartition(count, functions.coalesce("visitor", "visit_id"))
    columns = [
        functions.unix_millis(name).alias(name) if name == "visited_at" else functions.col(name)
        for name in checked["columns"]
    ]
    return apart.select(functions.to_json(functions.struct(*columns)).alias("json")).rdd.map(lambda row: row.json)


def span_of(line):
    """A number for the hour, or for the day, that a line of counts begins with."""
    span = line[: line.index("\t")]
    return SPANS - 1 if len(span) == len("2026-11-22") else int(span[-2:])


def counted(job, checked):
    """A line of counts for each hour that had visits, and one for the day."""
    if not checked["files"]:
        return []
    head = json.dumps(checked["order"])
    counts = rows_of(job, checked).mapPartitions(job.working("count", head))
    adders = min(SPANS, counts.getNumPartitions())
    by_span = counts.map(lambda line: (span_of(line), line)).partitionBy(adders, lambda span: span).values()
    return by_span.mapPartitions(job.working("add", head)).collect()


def count_day(job, checked):
    """Counts a day and puts it. @returns its totals by class"""
    lines = counted(job, checked)
    order = json.dumps({"asked": checked["asked"], "order": checked["order"]})
    dry = ["--dry-run"] if job.asked.dry_run else []
    (totals,) = job.run("put", *job.place, *dry, lines=[order, *lines])
    return json.loads(totals)


def say(text):
    print(f"visitbook: {text}", file=sys.stderr, flush=True)


def words_of(error):
    """What failed in a process of ours, wherever it ran: Spark tells it within many lines of its own."""
    found = re.findall(r"^(?:\S*Failed: )?visitbook: (.*)$", str(error), re.MULTILINE)
    return found[-1] if found else (str(error).strip().splitlines() or [type(error).__name__])[0]


def main():
    asked = arguments()
    spark = session()
    spark.sparkContext.setLogLevel("ERROR")
    job = Job(asked, spark)
    try:
        days = job.run("check", *job.place, "--site", asked.site, "--from", asked.first, "--to", asked.last)
    except Failed as error:
        say(words_of(error))
        return 2 if error.code == 2 else 1
    failed = 0
    for number, checked in enumerate(map(json.loads, days), 1):
        began = time.monotonic()
        try:
            if "refused" in checked:
                raise Failed(checked["refused"])
            say(f"{checked['day']}: counting {checked['visits']:,} visits, files: {len(checked['files']):,}")
            totals = count_day(job, checked)
        except Exception as error:  # a day that fails stops no other
            failed += 1
            say(f"{words_of(error)} (day {number} of {len(days)})")
            continue
        print(json.dumps({"site": asked.site, "day": checked["day"], **totals}), flush=True)
        done = "counted, nothing put" if asked.dry_run else "counted and put"
        say(f"{checked['day']}: {checked['visits']:,} visits {done} in {time.monotonic() - began:.1f} s (day {number} of {len(days)})")
    if not days:
        say(f"{asked.site} had no visits between {asked.first} and {asked.last}")
    spark.stop()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
