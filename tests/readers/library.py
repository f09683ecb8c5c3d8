#!/usr/bin/env python3
"""Are the expected rows of the saved queries what the change records say?

    library.py ORDERS.ndjson USER_EVENTS.ndjson

Works the answers of saved queries out from the sample shop's change records (source.py) in plain Python, without SQL and with no code of
the product, and compares them with tests/queries/*.csv, for each case's arguments. Exit 0 they agree, 1 they differ, 2 it could not be
done. Trino answers every saved query in `make conformance`.
"""

import csv
import collections
import datetime
import decimal
import io
import itertools
import json
import math
import pathlib
import re
import statistics
import sys

import source

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
CENT = decimal.Decimal("0.01")


# --- the tables -------------------------------------------------------------------------------------------------------


class Lake:
    """Distinct changes of both tables in order of their keys' changes, and the views over them."""

    def __init__(self, orders, user_events):
        self.changes = read("orders", orders)
        self.event_changes = read("user_events", user_events)
        newest = {}
        for change in self.changes:
            newest[change["order_id"]] = change
        self.orders = [order for order in newest.values() if order["change_type"] != "remove"]
        events = {}
        for change in self.event_changes:
            if change["change_type"] == "insert":
                events[change["dt"], change["session_id"], change["event_id"]] = change
        self.events = list(events.values())


def read(table, path):
    definition = source.Definition(ROOT / f"infra/tables/{table}.toml")
    rows = {}
    for text, record in source.read_records(path):
        try:
            if record is None:
                raise source.Broken("not JSON")
            row = source.row_of(definition, text, record)
        except source.Broken:
            continue
        rows[row.id] = {**row.values, "dt": moment(row.values["change_time"])[:10]}
    return sorted(rows.values(), key=lambda row: (row["change_time"] // 1000, row["change_sequence"], row["change_id"]))


# --- values and cells -------------------------------------------------------------------------------------------------


def moment(millis):
    when = source.EPOCH + datetime.timedelta(milliseconds=millis)
    return when.strftime("%Y-%m-%d %H:%M:%S.") + f"{millis % 1000:03}"


def millis(text):
    return (datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc) - source.EPOCH) // source.MILLISECOND


def rounded(number):
    """To two places, halves away from zero."""
    return None if number is None else math.copysign(math.floor(abs(number) * 100 + 0.5) / 100, number) + 0.0


def percent(part, whole):
    return rounded(100.0 * part / whole) if whole else None


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    return str(value)


def money(values):
    """The sum of what is there, with cents; nothing when nothing is."""
    there = [value for value in values if value is not None]
    return sum(there).quantize(CENT) if there else None


def cents(value):
    return None if value is None else value.quantize(CENT)


def paid(event):
    """What a purchase comes to."""
    if event["event_type"] != "purchase" or event["price"] is None or event["quantity"] is None:
        return None
    return event["price"] * event["quantity"]


def groups(rows, *names):
    found = collections.defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def within(rows, a):
    return [row for row in rows if a["from_dt"] <= row["dt"] <= a["to_dt"]]


def count(rows, name, value):
    return sum(row[name] == value for row in rows)


def distinct(rows, name):
    return len({row[name] for row in rows if row[name] is not None})


def hour_of(row):
    return row["change_time"] // HOUR * HOUR


def lines(orders):
    for order in orders:
        for line in order["items"] or []:
            if line is not None:
                yield order, line


def days(a):
    return (datetime.date.fromisoformat(a["to_dt"]) - datetime.date.fromisoformat(a["from_dt"])).days + 1


def last_first(text):
    """A sort key that turns the order of texts around; nulls last."""
    return (text is None, text or "")


# --- answers ----------------------------------------------------------------------------------------------------------


def product_metrics(lake, a):
    chosen = [e for e in within(lake.events, a) if e["product_id"] and a["product_id"] in (None, e["product_id"])]
    rows = []
    for (dt, product), events in groups(chosen, "dt", "product_id").items():
        views, carts, bought = (count(events, "event_type", kind) for kind in ("view", "cart", "purchase"))
        if views < int(a["min_views"]):
            continue
        pieces = sum(e["quantity"] for e in events if e["event_type"] == "purchase" and e["quantity"] is not None)
        category = min(e["category"] for e in events)
        rates = percent(carts, views), percent(bought, carts), percent(bought, views)
        rows.append((dt, product, category, views, carts, bought, pieces, money(map(paid, events)), *rates))
    return sorted(rows, key=lambda r: (r[0], -r[3], r[1]))


def conversions_per_product(lake, a):
    chosen = [e for e in within(lake.events, a) if e["product_id"]]
    rows = []
    for (product,), events in groups(chosen, "product_id").items():
        views, carts, bought = (count(events, "event_type", kind) for kind in ("view", "cart", "purchase"))
        if views < max(int(a["min_views"]), 1):
            continue
        pieces = sum(e["quantity"] for e in events if e["event_type"] == "purchase" and e["quantity"] is not None)
        category = min(e["category"] for e in events)
        rows.append((product, category, views, carts, bought, pieces, money(map(paid, events)), percent(bought, views)))
    return sorted(rows, key=lambda r: (r[6] is None, -(r[6] or 0), r[0]))[: int(a["n"])]


def top_products(lake, a):
    on_the_way = [o for o in lake.orders if o["status"] in ("paid", "packed", "shipped", "delivered")]
    sold = collections.defaultdict(list)
    for order, line in lines(on_the_way):
        if line["product_id"] is not None and line["quantity"] is not None:
            sold[line["product_id"]].append((order, line))
    total = sum(line["quantity"] for found in sold.values() for _, line in found)
    rows = []
    for product, found in sold.items():
        usd = [line["quantity"] * line["price"] for order, line in found if (order["currency"] or "USD") == "USD" and line["price"] is not None]
        pieces = sum(line["quantity"] for _, line in found)
        orders, customers = ({order[name] for order, _ in found if order[name]} for name in ("order_id", "customer_id"))
        rows.append((product, len(orders), len(customers), pieces, money(usd), percent(pieces, total)))
    rows.sort(key=lambda r: (-r[3], r[0]))
    return [(place, *row) for place, row in enumerate(rows, 1)][: int(a["n"])]


def products_per_country(lake, a):
    sold = collections.defaultdict(lambda: [0, set()])
    for order, line in lines([o for o in lake.orders if o["status"] in ("paid", "packed", "shipped", "delivered")]):
        if line["product_id"] is not None and line["quantity"] is not None:
            of = sold[order["shipping"]["country"], line["product_id"]]
            of[0] += line["quantity"]
            of[1].add(order["order_id"])
    rows = []
    for country in sorted({country for country, _ in sold}):
        found = [(product, pieces, len(orders)) for (of, product), (pieces, orders) in sold.items() if of == country]
        found.sort(key=lambda r: (-r[1], r[0]))
        rows += [(country, place, *row) for place, row in enumerate(found[: int(a["n"])], 1)]
    return rows


def inventory_velocity(lake, a):
    moved = {}
    for change in within(lake.changes, a):
        if change["change_type"] == "modify" and change["status"] in ("shipped", "returned"):
            moved.setdefault((change["order_id"], change["status"]), change)
    last = datetime.date.fromisoformat(a["to_dt"]) - datetime.timedelta(days=int(a["recent_days"]))
    totals = collections.defaultdict(lambda: [0, 0, 0])
    for change, line in lines(moved.values()):
        if line["product_id"] is None:
            continue
        of, pieces = totals[line["product_id"]], line["quantity"] or 0
        shipped = change["status"] == "shipped"
        of[0 if shipped else 1] += pieces
        if datetime.date.fromisoformat(change["dt"]) > last:
            of[2] += pieces if shipped else -pieces
    rows = []
    for product, (shipped, returned, recent) in totals.items():
        per_day, now = (shipped - returned) / days(a), recent / min(int(a["recent_days"]), days(a))
        stock = max(math.ceil(now * int(a["cover_days"])), 0)
        rows.append((now, (product, shipped, returned, rounded(per_day), rounded(now), rounded(now - per_day), stock)))
    rows.sort(key=lambda r: (-r[0], -r[1][1], r[1][0]))
    return [row for _, row in rows][: int(a["n"])]


def bought_together(lake, a):
    holds = collections.defaultdict(set)
    for order, line in lines(lake.orders):
        if line["product_id"] is not None:
            holds[order["order_id"]].add(line["product_id"])
    single = collections.Counter(product for products in holds.values() for product in products)
    pairs = collections.Counter(pair for products in holds.values() for pair in itertools.combinations(sorted(products), 2))
    rows = [(first, other, n, percent(n, single[first])) for (first, other), n in pairs.items() if n >= int(a["min_orders"])]
    return sorted(rows, key=lambda r: (-r[2], r[0], r[1]))[: int(a["n"])]


def hourly_metrics(lake, a):
    found = collections.defaultdict(list)
    for event in within(lake.events, a):
        if a["event_type"] in (None, event["event_type"]):
            found[hour_of(event), event["event_type"]].append(event)
    rows = []
    for (hour, kind), events in sorted(found.items()):
        given = [e["price"] for e in events if kind == "donation"]
        amounts = [*map(paid, events), *given]
        rows.append((moment(hour), kind, len(events), distinct(events, "session_id"), distinct(events, "user_id"), money(amounts)))
    return rows


def top_events(lake, a):
    events = within(lake.events, a)
    rows = []
    for (kind, category), found in groups(events, "event_type", "category").items():
        last = moment(max(e["change_time"] for e in found))
        rows.append((kind, category, len(found), distinct(found, "session_id"), percent(len(found), len(events)), last))
    return sorted(rows, key=lambda r: (-r[2], last_first(r[0]), last_first(r[1])))[: int(a["n"])]


def funnel(lake, a):
    events = [e for e in within(lake.events, a) if a["region"] in (None, e["region"])]
    sessions = collections.defaultdict(list)
    for found in groups(events, "session_id").values():
        sessions[min(e["platform"] for e in found)].append({e["event_type"] for e in found})
    rows = []
    for platform, kinds in sessions.items():
        views, carts, bought = (sum(kind in found for found in kinds) for kind in ("view", "cart", "purchase"))
        rates = percent(carts, len(kinds)), percent(bought, carts), percent(bought, len(kinds))
        rows.append((platform, len(kinds), views, carts, bought, *rates))
    return sorted(rows, key=lambda r: (-r[1], r[0]))


def funnel_steps(lake, a):
    events = [e for e in within(lake.events, a) if a["platform"] in (None, e["platform"])]
    reached = [0, 0, 0]
    for found in groups(events, "session_id").values():
        step = 0
        for event in sorted(found, key=lambda e: e["event_id"]):
            if step < 3 and event["event_type"] == ("view", "cart", "purchase")[step]:
                reached[step] += 1
                step += 1
    rows = []
    for step, name in enumerate(("view", "cart", "purchase")):
        before = reached[step - 1] if step else None
        lost = None if before is None else before - reached[step]
        rows.append((step + 1, name, reached[step], percent(reached[step], reached[0]), lost, None if before is None else percent(lost, before)))
    return rows


def reached_by(values, share):
    """The smallest value that so many in ten values do not exceed."""
    return sorted(values)[-(-len(values) * share // 10) - 1]


def sessions(lake, a):
    visits = collections.defaultdict(list)
    for found in groups(within(lake.events, a), "session_id").values():
        times = [e["change_time"] for e in found]
        visits[min(e["platform"] for e in found)].append((len(found), (max(times) - min(times)) // SECOND, count(found, "event_type", "purchase")))
    rows = []
    for platform, found in visits.items():
        events, seconds = sum(n for n, _, _ in found), [length for _, length, _ in found]
        rows.append((platform, len(found), events, rounded(events / len(found)), reached_by(seconds, 5), reached_by(seconds, 9),
                     percent(sum(n == 1 for n, _, _ in found), len(found)), percent(sum(n > 0 for _, _, n in found), len(found))))
    return sorted(rows, key=lambda r: (-r[1], r[0]))


def experiments(lake, a):
    chosen = collections.defaultdict(set)
    for event in within(lake.events, a):
        variant = (event["experiments"] or {}).get(a["experiment"])
        if variant is not None:
            chosen[variant, event["session_id"]].add(event["event_type"])
    rows = []
    for variant in sorted({variant for variant, _ in chosen}):
        kinds = [found for (of, _), found in chosen.items() if of == variant]
        carts, bought = sum("cart" in found for found in kinds), sum("purchase" in found for found in kinds)
        rows.append((variant, len(kinds), carts, bought, percent(carts, len(kinds)), percent(bought, len(kinds))))
    return rows


def user_metrics(lake, a):
    events = [e for e in within(lake.events, a) if e["user_id"] is not None and a["user_id"] in (None, e["user_id"])]
    rows = []
    for (user,), found in groups(events, "user_id").items():
        hours = len({hour_of(e) for e in found})
        times = [e["change_time"] for e in found]
        bought = count(found, "event_type", "purchase")
        rows.append((user, len(found), distinct(found, "session_id"), hours, rounded(len(found) / hours), bought,
                     money(map(paid, found)), moment(min(times)), moment(max(times))))
    return sorted(rows, key=lambda r: (-r[1], r[0]))[: int(a["n"])]


def users_per_hour(lake, a):
    found = collections.defaultdict(list)
    for event in within(lake.events, a):
        when = source.EPOCH + datetime.timedelta(milliseconds=event["change_time"])
        found[when.isoweekday(), when.hour].append(event)
    return [(*at, distinct(of, "dt"), len(of), distinct(of, "session_id"), distinct(of, "user_id")) for at, of in sorted(found.items())]


def active_days(lake, a):
    active = collections.defaultdict(set)
    for event in within(lake.events, a):
        if event["user_id"] is not None:
            active[event["user_id"]].add(datetime.date.fromisoformat(event["dt"]))
    return active


def retention_cohorts(lake, a):
    counts, sizes = collections.Counter(), collections.Counter()
    for seen in active_days(lake, a).values():
        sizes[min(seen)] += 1
        counts.update((min(seen), (day - min(seen)).days) for day in seen)
    return [(cohort, later, n, sizes[cohort], percent(n, sizes[cohort])) for (cohort, later), n in sorted(counts.items())]


def new_and_returning(lake, a):
    active = active_days(lake, a)
    rows, so_far = [], 0
    for day in sorted(set().union(*active.values())):
        here = [seen for seen in active.values() if day in seen]
        new = sum(min(seen) == day for seen in here)
        so_far += new
        rows.append((day, len(here), new, len(here) - new, percent(len(here) - new, len(here)), so_far))
    return rows


def user_sessions(lake, a):
    events = [e for e in within(lake.events, a) if e["user_id"] is not None and a["user_id"] in (None, e["user_id"])]
    rows = []
    for (user,), found in groups(events, "user_id").items():
        found.sort(key=lambda e: (e["change_time"], e["session_id"], e["event_id"]))
        visits = []
        for event in found:
            if not visits or (event["change_time"] - visits[-1][-1]["change_time"]) // MINUTE >= int(a["gap_minutes"]):
                visits.append([])
            visits[-1].append(event)
        for number, visit in enumerate(visits, 1):
            start, end = visit[0]["change_time"], visit[-1]["change_time"]
            bought = count(visit, "event_type", "purchase")
            rows.append((end, (user, number, moment(start), moment(end), (end - start) // SECOND, len(visit), bought, distinct(visit, "platform"))))
    rows.sort(key=lambda r: (-r[0], r[1][0], -r[1][1]))
    return [row for _, row in rows][: int(a["n"])]


def orders_by_status(lake, a):
    rows = []
    for (status,), orders in groups(lake.orders, "status").items():
        changed = [o["change_time"] for o in orders]
        placed = min(o["created_at"] for o in orders if o["created_at"] is not None)
        gifts = count(orders, "is_gift", True)
        rows.append((status, len(orders), gifts, moment(placed), moment(min(changed)), moment(max(changed))))
    return sorted(rows, key=lambda r: (-r[1], r[0]))


def as_of(lake, at):
    """The newest change of each order that happened until then."""
    newest = {}
    for change in lake.changes:
        if change["change_time"] <= at:
            newest[change["order_id"]] = change
    return newest


def orders_as_of(lake, a):
    found = [o for o in as_of(lake, millis(a["moment"])).values() if o["change_type"] != "remove"]
    found = [o for o in found if a["status"] in (None, o["status"]) and a["order_id"] in (None, o["order_id"])]
    found.sort(key=lambda o: (-o["change_time"], o["order_id"]))
    return [(o["order_id"], moment(o["change_time"]), o["customer_id"], o["status"], cents(o["amount"]), o["currency"] or "USD", o["version"])
            for o in found[: int(a["n"])]]


def status_as_of(lake, a):
    found = [o for o in as_of(lake, millis(a["moment"])).values() if o["change_type"] != "remove"]
    rows = []
    for (status,), orders in groups(found, "status").items():
        usd = money(o["amount"] for o in orders if (o["currency"] or "USD") == "USD")
        changed = [o["change_time"] for o in orders]
        rows.append((status, len(orders), usd, moment(min(changed)), moment(max(changed))))
    return sorted(rows, key=lambda r: (-r[1], r[0]))


def changed_between(lake, a):
    since, until = millis(a["since"]), millis(a["until"])
    before, rows = as_of(lake, since), []
    for (order,), changes in groups([c for c in lake.changes if since < c["change_time"] <= until], "order_id").items():
        old, new = before.get(order), changes[-1]
        # An order that the lake meets in the middle of its life was there before.
        was_there = old["change_type"] != "remove" if old else changes[0]["change_type"] != "insert"
        is_there = new["change_type"] != "remove"
        what = {(True, True): "changed", (True, False): "removed", (False, True): "added", (False, False): "added and removed"}[was_there, is_there]
        if a["what"] in (None, what):
            old = old or {"status": None, "amount": None}
            rows.append((new["change_time"], (order, what, old["status"], new["status"], cents(old["amount"]), cents(new["amount"]), moment(new["change_time"]))))
    rows.sort(key=lambda r: (-r[0], r[1][0]))
    return [row for _, row in rows][: int(a["n"])]


def order_history(lake, a):
    changes = within(lake.changes, a)
    numbers = collections.Counter(c["order_id"] for c in changes)
    order = a["order_id"] or min(numbers, key=lambda order: (-numbers[order], order))
    found = [c for c in changes if c["order_id"] == order][::-1]
    return [(order, moment(c["change_time"]), c["change_type"], c["change_expired"], c["status"], cents(c["amount"]), c["version"], c["change_id"])
            for c in found[: int(a["n"])]]


def order_state(lake, a):
    of = groups([c for c in within(lake.changes, a) if a["order_id"] in (None, c["order_id"])], "order_id")
    changes = min(of.values(), key=lambda changes: (-changes[-1]["change_time"], changes[-1]["order_id"]))
    last = changes[-1]
    state = next((c for c in reversed(changes) if c["change_type"] != "remove"), dict.fromkeys(last))
    now = "there" if last["change_type"] != "remove" else "expired" if last["change_expired"] else "removed"
    kept = [state[name] and json.dumps(state[name], ensure_ascii=False, separators=(",", ":")) for name in ("undeclared", "rescued")]
    return [(last["order_id"], now, moment(last["change_time"]), state["customer_id"], state["status"], cents(state["amount"]),
             state["currency"] or "USD", state["items"] and len(state["items"]), state["shipping_city"], state["version"], *kept)]


def removed_orders(lake, a):
    rows = []
    for (order,), changes in groups(within(lake.changes, a), "order_id").items():
        last, before = changes[-1], changes[-2] if len(changes) > 1 else {"status": None, "amount": None}
        if last["change_type"] == "remove":
            how = "expired" if last["change_expired"] else "removed"
            rows.append((last["change_time"], (order, moment(last["change_time"]), how, before["status"], cents(before["amount"]))))
    rows.sort(key=lambda r: (-r[0], r[1][0]))
    return [row for _, row in rows][: int(a["n"])]


def waiting_orders(lake, a):
    at, rows = millis(a["moment"]), []
    for order in lake.orders:
        hours = (at - order["change_time"]) // HOUR
        if order["status"] == a["status"] and hours >= int(a["hours"]):
            vip = "vip" in (order["tags"] or [])
            rows.append((order["change_time"], (order["order_id"], order["customer_id"], order["status"], moment(order["change_time"]), hours,
                                                cents(order["amount"]), order["currency"] or "USD", vip)))
    rows.sort(key=lambda r: (r[0], r[1][0]))
    return [row for _, row in rows][: int(a["n"])]


def fulfilment_times(lake, a):
    reached = collections.defaultdict(dict)
    for change in within(lake.changes, a):
        if change["change_type"] != "remove" and change["status"] is not None:
            seen = reached[change["order_id"]]
            seen[change["status"]] = min(change["change_time"], seen.get(change["status"], math.inf))
    steps = collections.defaultdict(list)
    for seen in reached.values():
        order = sorted((time, status) for status, time in seen.items())
        for (start, before), (end, after) in zip(order, order[1:]):
            steps[before, after].append((end - start) // MINUTE)
    rows = [(*step, len(m), min(m), reached_by(m, 5), reached_by(m, 9), max(m)) for step, m in steps.items()]
    return sorted(rows, key=lambda r: (-r[2], r[0], r[1]))


def order_values(lake, a):
    found = collections.defaultdict(list)
    for order in lake.orders:
        if order["amount"] is not None:
            found[order["currency"] or "USD"].append(order)
    rows = []
    for currency, orders in found.items():
        amounts = [o["amount"] for o in orders]
        discounts = [o["discount"] for o in orders if o["discount"] is not None]
        rows.append((currency, len(orders), *map(cents, (min(amounts), reached_by(amounts, 5), reached_by(amounts, 9), max(amounts))),
                     len(discounts), money(discounts)))
    return sorted(rows, key=lambda r: (-r[1], r[0]))


def order_values_per_hour(lake, a):
    placed = {}
    for change in within(lake.changes, a):
        if change["change_type"] == "insert" and (change["currency"] or "USD") == a["currency"]:
            placed[change["order_id"]] = change
    found = collections.defaultdict(list)
    for order in placed.values():
        if order["amount"] is not None and order["created_at"] is not None:
            found[order["created_at"] // HOUR * HOUR].append(float(order["amount"]))
    # What Trino's digest finds while it holds every value by itself.
    def at(amounts, tenths):
        return sorted(amounts)[min(len(amounts) * tenths // 10, len(amounts) - 1)]

    return [(moment(hour), len(m), at(m, 5), at(m, 9)) for hour, m in sorted(found.items())]


def revenue_per_day(lake, a):
    found = collections.defaultdict(list)
    for order in lake.orders:
        if order["status"] in ("paid", "packed", "shipped", "delivered") and order["created_at"] is not None:
            day = moment(order["created_at"])[:10]
            if a["from_day"] <= day <= a["to_day"]:
                found[day, order["currency"] or "USD"].append(order)
    rows = []
    for (day, currency), orders in sorted(found.items()):
        amounts = [o["amount"] for o in orders if o["amount"] is not None]
        discounts = money(o["discount"] or decimal.Decimal(0) for o in orders)
        rows.append((day, currency, len(orders), money(amounts), discounts, cents(max(amounts, default=None))))
    return rows


def revenue_by_region(lake, a):
    found = collections.defaultdict(list)
    for event in within(lake.events, a):
        if paid(event) is not None:
            found[event["dt"], event["region"]].append(paid(event))
    totals, last, rows = collections.Counter(), {}, []
    for (dt, region), amounts in sorted(found.items()):
        totals[dt] += sum(amounts)
        change = None if region not in last else (sum(amounts) - last[region]).quantize(CENT)
        last[region] = sum(amounts)
        rows.append((dt, region, amounts, change))
    rows = [(dt, region, len(amounts), money(amounts), percent(float(sum(amounts)), float(totals[dt])), change) for dt, region, amounts, change in rows]
    return sorted(rows, key=lambda r: (r[0], -r[3], r[1]))


def donations_by_platform(lake, a):
    found = collections.defaultdict(list)
    for event in within(lake.events, a):
        if event["event_type"] == "donation" and event["price"] is not None and a["cause"] in (None, event["category"]):
            found[event["dt"], event["platform"]].append(event["price"])
    on_platform, so_far, rows = collections.Counter(), decimal.Decimal(0), []
    for (dt, platform), given in sorted(found.items()):
        on_platform[platform] += sum(given)
        so_far += sum(given)
        rows.append((dt, platform, len(given), money(given), cents(max(given)), cents(on_platform[platform]), cents(so_far)))
    return rows


def payments_by_provider(lake, a):
    found = collections.defaultdict(list)
    for order in lake.orders:
        if order["payment"] is not None:
            found[order["payment"]["provider"]].append(order["payment"])
    rows = []
    for provider, payments in found.items():
        fees = money(decimal.Decimal(p["fee"]) for p in payments)
        rows.append((provider, len(payments), sum(p["captured"] is True for p in payments), fees, rounded(float(fees) / len(payments))))
    return sorted(rows, key=lambda r: (-r[1], r[0]))


def freshness(lake, a):
    rows = []
    for name, changes in (("orders_changes", lake.changes), ("user_events_changes", lake.event_changes)):
        times = [c["change_time"] for c in changes if c["dt"] >= a["from_dt"]]
        behind = (millis(a["moment"]) - max(times)) // MINUTE
        stale = behind > int(a["max_minutes"])
        rows.append((name, moment(max(times))[:10], moment(min(times)), moment(max(times)), len(times), behind, stale))
    return rows


def hourly_changes(lake, a):
    found = collections.defaultdict(list)
    for change in within(lake.changes, a):
        found[hour_of(change)].append(change)
    rows = []
    for hour, changes in sorted(found.items()):
        inserts, modifies, removes = (count(changes, "change_type", kind) for kind in ("insert", "modify", "remove"))
        expired = count(changes, "change_expired", True)
        rows.append((moment(hour), len(changes), inserts, modifies, removes - expired, expired))
    return rows


def quiet_times(lake, a):
    times = sorted({c["change_time"] for c in within(lake.changes, a)})
    gaps = sorted(zip(times, times[1:]), key=lambda gap: (gap[0] - gap[1], gap[0]))
    return [(moment(start), moment(end), (end - start) // SECOND) for start, end in gaps[: int(a["n"])]]


def anomalies(lake, a):
    counts = collections.Counter((hour_of(e), e["event_type"]) for e in within(lake.events, a))
    first = millis(a["from_dt"])
    scored = []
    for kind, hour in itertools.product(("view", "cart", "purchase"), range(24)):
        numbers = [counts[first + day * DAY + hour * HOUR, kind] for day in range(days(a))]
        mean, deviation = statistics.fmean(numbers), statistics.stdev(numbers)
        for day, number in enumerate(numbers):
            if deviation > 0 and abs(number - mean) >= float(a["min_score"]) * deviation:
                score = rounded((number - mean) / deviation)
                scored.append((moment(first + day * DAY + hour * HOUR), kind, number, rounded(mean), rounded(deviation), score))
    return sorted(scored, key=lambda r: (-abs(r[5]), r[0], r[1]))


ANSWERS = [
    anomalies, bought_together, changed_between, conversions_per_product, donations_by_platform, experiments, freshness, fulfilment_times,
    funnel, funnel_steps, hourly_changes, hourly_metrics, inventory_velocity, new_and_returning, order_history, order_state, order_values,
    order_values_per_hour, orders_as_of, orders_by_status, payments_by_provider, product_metrics, products_per_country, quiet_times, removed_orders,
    retention_cohorts, revenue_by_region, revenue_per_day, sessions, status_as_of, top_events, top_products, user_metrics, user_sessions,
    users_per_hour, waiting_orders,
]  # fmt: skip


# --- comparing --------------------------------------------------------------------------------------------------------


def defaults(query):
    """What the header of a saved query gives its parameters."""
    [path] = (ROOT / "queries").glob(f"**/{query}.sql")
    found = {}
    for name, quoted, plain in re.findall(r"^-- param: +(\w+) +\S+ *= *(?:'([^']*)'|(\S+))", path.read_text(), re.MULTILINE):
        found[name] = None if plain == "null" else plain or quoted
    return found


def expected(path):
    """Arguments and rows of a file of expected rows."""
    lines = path.read_text().splitlines(keepends=True)
    head = list(itertools.takewhile(lambda line: line.startswith("#"), lines))
    given = dict(line[2:].strip().split("=", 1) for line in head if "=" in line)
    _, *rows = csv.reader(io.StringIO("".join(lines[len(head):])))
    return given, rows


def main():
    if len(sys.argv) != 3:
        print("usage: library.py ORDERS.ndjson USER_EVENTS.ndjson", file=sys.stderr)
        return 2
    lake = Lake(*sys.argv[1:])
    wrong = files = cells = 0
    for answer in ANSWERS:
        paths = sorted((ROOT / "tests/queries").glob(f"{answer.__name__}.csv")) + sorted((ROOT / "tests/queries").glob(f"{answer.__name__}.*.csv"))
        if not paths:
            print(f"{answer.__name__}: there are no expected rows in tests/queries")
            wrong += 1
        for path in paths:
            given, rows = expected(path)
            worked_out = [list(map(cell, row)) for row in answer(lake, {**defaults(answer.__name__), **given})]
            files, cells = files + 1, cells + sum(map(len, rows))
            if rows == worked_out:
                continue
            wrong += 1
            at = next((i for i, (a, b) in enumerate(zip(rows, worked_out)) if a != b), None)
            if at is None:
                print(f"{path.name}: {len(rows)} rows, but the changes make {len(worked_out)}")
            else:
                print(f"{path.name}: row {at + 1} is\n    {rows[at]}\n  but the changes make\n    {worked_out[at]}")
    print(f"{files} files of expected rows, {cells} values: {wrong} differ from what the changes make")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
