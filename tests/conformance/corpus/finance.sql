-- Finance: candles, drawdowns, FIFO, loans, ledgers; after public notebooks, a supplier payment challenge (find_string) and textbook queries.

-- case: payment_plan
-- note: after a supplier invoice challenge: sequence of months, last day of month, windowed balance
WITH invoice (supplier_id, amount, due_date) AS (VALUES (1, 1000.00, DATE '2026-04-30'), (1, 50.00, DATE '2026-03-15'), (2, 90.00, DATE '2026-02-28')),
s AS (SELECT supplier_id, sum(amount) AS total, max(due_date) AS max_due_date FROM invoice GROUP BY supplier_id),
p AS (SELECT supplier_id, total, ROUND(total / (DATE_DIFF('month', DATE '2026-02-05', max_due_date) + 1), 2) AS payment_amount, DATE_ADD('day', -1, DATE_ADD('month', 1, DATE_TRUNC('month', DATE_ADD('month', seq, DATE '2026-02-05')))) AS payment_date FROM s CROSS JOIN UNNEST(SEQUENCE(0, DATE_DIFF('month', DATE '2026-02-05', max_due_date))) AS t(seq))
SELECT supplier_id, payment_amount, payment_date, total - SUM(payment_amount) OVER (PARTITION BY supplier_id ORDER BY payment_date ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS outstanding FROM p ORDER BY supplier_id, payment_date

-- case: invoice_splits
-- note: another answer to the same challenge: cum_pending by descending month and CASE labels
WITH splits AS (SELECT inv, amount / n AS monthly, m FROM (VALUES (1, 300.00, 3), (2, 100.00, 3), (3, 10.00, 1)) AS i(inv, amount, n) CROSS JOIN UNNEST(SEQUENCE(0, n - 1)) AS t(m)),
added AS (SELECT *, SUM(monthly) OVER (PARTITION BY inv ORDER BY m DESC) AS cum_pending FROM splits)
SELECT m, SUM(monthly) AS due, SUM(cum_pending) - SUM(monthly) AS later, CASE WHEN m = 0 THEN 'End of this month' WHEN m = 1 THEN 'End of next month' ELSE 'End of the month after' END AS payment_date FROM added GROUP BY m ORDER BY m

-- case: candles_five_minutes
-- note: OHLCV by min_by and max_by, volume weighted price
SELECT symbol, date_trunc('hour', ts) + (minute(ts) / 5) * INTERVAL '5' MINUTE AS bucket, min_by(price, (ts, id)) AS o, max(price) AS h, min(price) AS l, max_by(price, (ts, id)) AS c, sum(qty) AS v, CAST(sum(price * qty) / sum(qty) AS decimal(12,4)) AS vwap
FROM (VALUES (1, 'A', TIMESTAMP '2026-01-02 09:30:00.100', 10.00, 5), (2, 'A', TIMESTAMP '2026-01-02 09:30:00.100', 10.05, 1), (3, 'A', TIMESTAMP '2026-01-02 09:34:59.999', 9.95, 4), (4, 'A', TIMESTAMP '2026-01-02 09:35:00.000', 11.00, 2)) AS t(id, symbol, ts, price, qty) GROUP BY 1, 2 ORDER BY 1, 2

-- case: drawdown
-- note: running peak and worst fall with its day
SELECT fund, min(dd) AS max_drawdown, min_by(day, dd) AS trough, max(peak) AS peak FROM (SELECT fund, day, max(nav) OVER w AS peak, nav / max(nav) OVER w - 1 AS dd FROM (VALUES ('f', 1, 100e0), ('f', 2, 125e0), ('f', 3, 100e0), ('f', 4, 150e0), ('f', 5, 90e0), ('g', 1, 1e0)) AS t(fund, day, nav) WINDOW w AS (PARTITION BY fund ORDER BY day)) GROUP BY fund ORDER BY fund

-- case: fifo_cost
-- note: FIFO matching by overlapping cumulative ranges
WITH buys AS (SELECT id, qty, price, sum(qty) OVER (ORDER BY id) - qty AS f, sum(qty) OVER (ORDER BY id) AS t FROM (VALUES (1, 10, 2.00), (2, 5, 3.00), (3, 20, 2.50)) AS b(id, qty, price)),
sells AS (SELECT id, qty, sum(qty) OVER (ORDER BY id) - qty AS f, sum(qty) OVER (ORDER BY id) AS t FROM (VALUES (1, 4), (2, 9), (3, 6)) AS s(id, qty))
SELECT s.id, sum((least(s.t, b.t) - greatest(s.f, b.f)) * b.price) AS cost, array_agg(b.id ORDER BY b.id) AS lots, sum(least(s.t, b.t) - greatest(s.f, b.f)) = max(s.qty) AS complete FROM sells s JOIN buys b ON b.f < s.t AND s.f < b.t GROUP BY s.id ORDER BY s.id

-- case: annuity_schedule
-- note: loan schedule by recursion
WITH RECURSIVE loan(n, balance, interest, principal) AS (
  SELECT 0, CAST(1000.00 AS decimal(18,2)), CAST(0 AS decimal(18,2)), CAST(0 AS decimal(18,2))
  UNION ALL
  SELECT n + 1, CAST(balance - (340.02 - round(balance * 0.01, 2)) AS decimal(18,2)), CAST(round(balance * 0.01, 2) AS decimal(18,2)), CAST(340.02 - round(balance * 0.01, 2) AS decimal(18,2)) FROM loan WHERE n < 3)
SELECT n, interest, principal, balance FROM loan ORDER BY n

-- case: compound_growth_by_logs
-- note: chained returns with exp(sum(ln))
SELECT k, round(exp(sum(ln(1 + r))) - 1, 8) AS total, round(power(exp(sum(ln(1 + r))), 1e0 / count(*)) - 1, 8) AS per_period, round(geometric_mean(1 + r) - 1, 8) AS geo FROM (VALUES ('a', 0.1e0), ('a', -0.05e0), ('a', 0.2e0), ('b', -0.5e0)) AS t(k, r) GROUP BY k ORDER BY k

-- case: ledger_with_balances
-- note: double entry: amounts unnested to two postings and accumulated
SELECT account, day, id, sum(amt) OVER (PARTITION BY account ORDER BY day, id) AS balance FROM (SELECT a.account, day, id, a.amt FROM (VALUES (1, DATE '2026-01-01', 'cash', 'sales', 100.00), (2, DATE '2026-01-02', 'rent', 'cash', 40.50), (3, DATE '2026-01-02', 'cash', 'sales', 9.99)) AS j(id, day, debit, credit, amount) CROSS JOIN UNNEST(ARRAY[ROW(debit, amount), ROW(credit, -amount)]) AS a(account, amt)) ORDER BY account, day, id

-- case: fx_rate_of_the_day_before
-- note: as-of join by max_by in a correlated subquery
SELECT p.id, p.amount, (SELECT max_by(rate, day) FROM (VALUES (DATE '2026-01-02', 'USD', 0.9), (DATE '2026-01-05', 'USD', 0.95), (DATE '2026-01-05', 'GBP', 1.2)) AS r(day, cur, rate) WHERE r.cur = p.cur AND r.day <= p.day) * p.amount AS eur FROM (VALUES (1, DATE '2026-01-04', 'USD', 10.00), (2, DATE '2026-01-05', 'USD', 10.00), (3, DATE '2026-01-01', 'GBP', 5.00)) AS p(id, day, cur, amount) ORDER BY p.id

-- case: aging_buckets
-- note: receivables aging with pivoted buckets
SELECT cust, sum(amt) FILTER (WHERE late <= 0) AS current_, sum(amt) FILTER (WHERE late BETWEEN 1 AND 30) AS d30, sum(amt) FILTER (WHERE late > 30) AS older, CAST(sum(amt * late) AS double) / sum(amt) AS weighted FROM (SELECT cust, amt, date_diff('day', due, DATE '2026-03-01') AS late FROM (VALUES ('a', DATE '2026-03-10', 100.00), ('a', DATE '2026-02-14', 50.00), ('b', DATE '2025-12-31', 10.10)) AS i(cust, due, amt)) GROUP BY cust ORDER BY cust

-- case: tiered_commission
-- note: marginal brackets joined on ranges
SELECT s.rep, s.amount, sum((least(s.amount, coalesce(b.hi, s.amount)) - b.lo) * b.rate) AS commission FROM (VALUES ('x', 500.00), ('y', 25000.00), ('z', 0.00)) AS s(rep, amount) JOIN (VALUES (0.00, 1000.00, 0.01), (1000.00, 10000.00, 0.025), (10000.00, NULL, 0.05)) AS b(lo, hi, rate) ON s.amount >= b.lo GROUP BY s.rep, s.amount ORDER BY s.rep

-- case: bankers_and_half_up
-- note: rounding money several ways
SELECT x, round(x, 1) AS r, round(CAST(x AS double), 1) AS rd, CAST(x AS decimal(10,1)) AS c, floor(x * 10 + 0.5) / 10 AS f, x - truncate(x) AS frac, round(x, -1) AS tens FROM (VALUES 2.25, -2.25, 2.35, 15.05, 0.05) AS t(x) ORDER BY x

-- case: price_v_shapes
-- note: after trino.io episode 23: V shapes, with a RUNNING and a FINAL measure over all rows
SELECT cust, d, price, m, cls, lowest FROM (VALUES ('c1', DATE '2020-05-11', 100), ('c1', DATE '2020-05-12', 200), ('c2', DATE '2020-05-13', 8), ('c1', DATE '2020-05-14', 100), ('c2', DATE '2020-05-15', 4), ('c1', DATE '2020-05-16', 50), ('c1', DATE '2020-05-17', 100), ('c2', DATE '2020-05-18', 6)) AS orders(cust, d, price)
MATCH_RECOGNIZE (PARTITION BY cust ORDER BY d MEASURES MATCH_NUMBER() AS m, CLASSIFIER() AS cls, FINAL LAST(down.price) AS lowest ALL ROWS PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (strt down+ up+) DEFINE down AS price < PREV(price), up AS price > PREV(price))
ORDER BY cust, d

-- case: first_navigation
-- note: after trinodb/trino issue 26981: FIRST(price, 1) in ALL ROWS PER MATCH
WITH t (rid, price) AS (SELECT * FROM (VALUES (1, 1009), (2, 1019), (3, 1029), (4, 1039), (5, 1069)))
SELECT rid, first_price, first_price1 FROM t MATCH_RECOGNIZE (ORDER BY rid MEASURES FIRST(price) AS first_price, FIRST(price, 1) AS first_price1 ALL ROWS PER MATCH PATTERN (A B+) DEFINE B AS B.price < 1050) ORDER BY rid

-- case: decimal_too_wide
-- fails: more than 38 digits
SELECT amount * amount AS squared FROM (VALUES DECIMAL '99999999999999999999.99') AS t(amount)
