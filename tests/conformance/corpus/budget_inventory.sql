-- Controlling and warehouses: budget against actuals, variances, stock movements, cycle counts, purchase orders.

-- case: budget_vs_actual_by_department
-- note: FULL OUTER JOIN of two grouped inputs on two keys, variance signs, percent with NULL for no budget
WITH budget(dept, period, amt) AS (
  VALUES ('ops', '2026Q1', 1000.00), ('ops', '2026Q2', 1100.00), ('it', '2026Q1', 500.00), ('hr', '2026Q1', 0.00)
),
gl(dept, posted, amt) AS (
  VALUES ('ops', DATE '2026-01-15', 400.25), ('ops', DATE '2026-03-31', 700.00), ('ops', DATE '2026-04-01', 90.00),
         ('it', DATE '2026-02-02', 125.00), ('legal', DATE '2026-02-20', 60.00), ('hr', DATE '2026-01-01', 5.00)
),
actual AS (
  SELECT dept, format('%dQ%d', year(posted), quarter(posted)) AS period, sum(amt) AS amt
  FROM gl
  GROUP BY 1, 2
)
SELECT coalesce(b.dept, a.dept) AS dept,
       coalesce(b.period, a.period) AS period,
       b.amt AS budget, a.amt AS actual,
       coalesce(a.amt, 0) - coalesce(b.amt, 0) AS variance,
       round((coalesce(a.amt, 0) - b.amt) / nullif(b.amt, 0) * 100, 1) AS variance_pct
FROM budget b
FULL OUTER JOIN actual a ON a.dept = b.dept AND a.period = b.period
ORDER BY dept, period

-- case: stock_on_hand_running
-- note: signed movements, running balance per item and site, first stock-out
WITH mv(item, site, ts, kind, qty) AS (
  VALUES ('bolt', 'N', TIMESTAMP '2026-01-01 08:00:00', 'receipt', 100), ('bolt', 'N', TIMESTAMP '2026-01-02 08:00:00', 'issue', 60),
         ('bolt', 'N', TIMESTAMP '2026-01-03 08:00:00', 'issue', 50), ('bolt', 'S', TIMESTAMP '2026-01-01 09:00:00', 'receipt', 5),
         ('nut', 'N', TIMESTAMP '2026-01-01 08:00:00', 'adjust', -2), ('bolt', 'N', TIMESTAMP '2026-01-04 08:00:00', 'receipt', 30)
),
signed AS (
  SELECT item, site, ts, CASE kind WHEN 'receipt' THEN qty WHEN 'issue' THEN -qty ELSE qty END AS q
  FROM mv
),
bal AS (
  SELECT *, sum(q) OVER (PARTITION BY item, site ORDER BY ts) AS on_hand FROM signed
)
SELECT item, site, ts, q, on_hand, on_hand < 0 AND lag(on_hand, 1, 0) OVER (PARTITION BY item, site ORDER BY ts) >= 0 AS stockout_starts
FROM bal
ORDER BY item, site, ts

-- case: cycle_count_differences
-- note: book against count with nulls of either side, EXCEPT-like classification
WITH book(bin, sku, qty) AS (VALUES ('A-01', 'x', 10), ('A-01', 'y', 4), ('A-02', 'x', 0), ('B-01', 'z', 7)),
cnt(bin, sku, qty) AS (VALUES ('A-01', 'x', 9), ('A-01', 'y', 4), ('A-02', 'w', 2), ('B-01', 'z', NULL))
SELECT bin, sku, book.qty AS booked, cnt.qty AS counted,
       CASE
         WHEN book.qty IS NOT DISTINCT FROM cnt.qty THEN 'match'
         WHEN cnt.qty IS NULL THEN 'not counted'
         WHEN book.qty IS NULL THEN 'unexpected'
         ELSE format('%+d', cnt.qty - book.qty)
       END AS result
FROM book FULL JOIN cnt USING (bin, sku)
ORDER BY bin, sku

-- case: moving_average_cost
-- note: recursive walk of receipts and issues that carries quantity and value
WITH RECURSIVE m(n, qty, unit) AS (
  VALUES (1, 10, 2e0), (2, 10, 4e0), (3, -5, NULL), (4, 5, 6e0), (5, -20, NULL)
),
walk(n, qty, val) AS (
  SELECT n, qty, qty * unit FROM m WHERE n = 1
  UNION ALL
  SELECT m.n, w.qty + m.qty,
         CASE WHEN m.qty > 0 THEN w.val + m.qty * m.unit ELSE w.val + m.qty * (w.val / w.qty) END
  FROM walk w JOIN m ON m.n = w.n + 1
)
SELECT n, qty, round(val, 4) AS val, round(val / nullif(qty, 0), 4) AS avg_cost
FROM walk
ORDER BY n

-- case: days_of_cover
SELECT sku, on_hand, per_day, IF(per_day > 0, on_hand / per_day) AS days, IF(per_day > 0, ceil(on_hand / CAST(per_day AS double))) AS days_up
FROM (VALUES ('a', 100, 7), ('b', 3, 0), ('c', -5, 2), ('d', NULL, 1)) AS s(sku, on_hand, per_day)
ORDER BY days NULLS LAST, sku

-- case: open_purchase_order_lines
-- note: ordered less received, lateness against a fixed date, buyers ranked over aggregates
WITH po(po, line, buyer, due, qty) AS (
  VALUES ('P1', 1, 'kim', DATE '2026-03-01', 10), ('P1', 2, 'kim', DATE '2026-03-20', 5), ('P2', 1, 'lee', DATE '2026-02-01', 8), ('P3', 1, NULL, DATE '2026-02-15', 1)
),
rec(po, line, qty) AS (VALUES ('P1', 1, 4), ('P1', 1, 3), ('P2', 1, 8), ('P1', 2, 6)),
open_lines AS (
  SELECT p.po, p.line, p.buyer, p.due, p.qty - coalesce(r.got, 0) AS open_qty
  FROM po p
  LEFT JOIN (SELECT po, line, sum(qty) AS got FROM rec GROUP BY po, line) r
    ON r.po = p.po AND r.line = p.line
)
SELECT coalesce(buyer, 'unassigned') AS buyer,
       count_if(open_qty > 0) AS open_lines,
       count_if(open_qty < 0) AS over_received,
       max(IF(open_qty > 0, date_diff('day', due, DATE '2026-03-10'))) AS worst_delay,
       rank() OVER (ORDER BY count_if(open_qty > 0) DESC) AS rk
FROM open_lines
GROUP BY buyer
ORDER BY rk, 1

-- case: forecast_year_end_by_run_rate
-- note: actual months plus the average of the actuals for the months to come
WITH act(m, amt) AS (VALUES (1, 100.0), (2, 130.0), (3, 115.0)),
allm AS (SELECT m FROM UNNEST(sequence(1, 6)) AS s(m))
SELECT allm.m, coalesce(act.amt, (SELECT avg(amt) FROM act)) AS amt,
       IF(act.m IS NULL, 'F', 'A') AS kind,
       sum(coalesce(act.amt, (SELECT avg(amt) FROM act))) OVER (ORDER BY allm.m) AS ytd
FROM allm LEFT JOIN act ON act.m = allm.m
ORDER BY allm.m

-- case: cost_centre_tree_totals
-- fails: missing column aliases
-- note: recursive ancestors with column aliases, sums at each node, indentation by level
WITH RECURSIVE cc(id, parent, name) AS (
  VALUES (1, CAST(NULL AS integer), 'Group'), (2, 1, 'Plant'), (3, 1, 'Sales'), (4, 2, 'Line 1'), (5, 2, 'Line 2')
),
cost(cc, amt) AS (VALUES (4, 10.5), (4, 20.0), (5, 7.25), (3, 3.0), (1, 1.0)),
up(leaf, node) AS (
  SELECT id, id FROM cc
  UNION ALL
  SELECT u.leaf, c.parent FROM up u JOIN cc c ON c.id = u.node WHERE c.parent IS NOT NULL
),
depth AS (SELECT leaf AS id, count(*) - 1 AS lvl FROM up GROUP BY leaf)
SELECT lpad('', CAST(2 * d.lvl AS bigint), ' ') || c.name AS tree, sum(coalesce(x.amt, 0)) AS total
FROM cc c
JOIN depth d ON d.id = c.id
JOIN up u ON u.node = c.id
LEFT JOIN cost x ON x.cc = u.leaf
GROUP BY c.id, c.name, d.lvl
ORDER BY c.id

-- case: price_volume_mix
-- note: price and volume effects between two years per product with a total row
WITH s(yr, prod, units, price) AS (
  VALUES (2025, 'a', 100, 2.00), (2026, 'a', 120, 1.90), (2025, 'b', 10, 50.00), (2026, 'b', 8, 55.00), (2026, 'c', 3, 10.00)
),
p AS (
  SELECT prod,
         sum(units) FILTER (WHERE yr = 2025) AS u0, max(price) FILTER (WHERE yr = 2025) AS p0,
         sum(units) FILTER (WHERE yr = 2026) AS u1, max(price) FILTER (WHERE yr = 2026) AS p1
  FROM s GROUP BY prod
),
e AS (
  SELECT prod, (p1 - p0) * u1 AS price_effect, (u1 - u0) * p0 AS volume_effect, IF(u0 IS NULL, u1 * p1) AS new_products
  FROM p
)
SELECT * FROM e
UNION ALL
SELECT 'TOTAL', sum(price_effect), sum(volume_effect), sum(new_products) FROM e
ORDER BY prod

-- case: expired_lots_first
-- note: allocation of an order over lots by expiry: running sums and LEAST
WITH lots(lot, sku, exp, qty) AS (
  VALUES ('L1', 'milk', DATE '2026-01-10', 4), ('L2', 'milk', DATE '2026-01-08', 3), ('L3', 'milk', DATE '2026-01-20', 10), ('L4', 'ham', DATE '2026-02-01', 2)
),
need(sku, qty) AS (VALUES ('milk', 9), ('ham', 5)),
r AS (
  SELECT l.*, n.qty AS need, coalesce(sum(l.qty) OVER (PARTITION BY l.sku ORDER BY l.exp, l.lot ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM lots l JOIN need n ON n.sku = l.sku
)
SELECT sku, lot, exp, GREATEST(LEAST(qty, need - before), 0) AS take, qty - GREATEST(LEAST(qty, need - before), 0) AS rest
FROM r
ORDER BY sku, exp

-- case: variance_traffic_lights
SELECT kpi, target, actual,
       CASE WHEN actual >= target THEN 'green' WHEN actual >= target * 0.9 THEN 'amber' WHEN actual IS NULL THEN 'n/a' ELSE 'red' END AS light
FROM (VALUES ('a', 100, 100), ('b', 100, 90), ('c', 100, 89), ('d', 100, NULL), ('e', NULL, 5)) AS k(kpi, target, actual)
ORDER BY array_position(ARRAY['red', 'amber', 'green', 'n/a'], CASE WHEN actual >= target THEN 'green' WHEN actual >= target * 0.9 THEN 'amber' WHEN actual IS NULL THEN 'n/a' ELSE 'red' END), kpi

-- case: warehouse_transfers_netted
-- note: each transfer is two rows by UNNEST of an array of rows
SELECT site, sum(q) AS net, sum(abs(q)) AS traffic, count(*) AS legs
FROM (VALUES ('N', 'S', 10), ('S', 'N', 4), ('N', 'W', 6), ('W', 'W', 1)) AS t(src, dst, qty)
CROSS JOIN UNNEST(ARRAY[ROW(src, -qty), ROW(dst, qty)]) AS u(site, q)
GROUP BY site
ORDER BY net DESC, site

-- case: actuals_month_columns_with_quarter
-- note: pivot by month number in text keys of a map, missing months as 0
WITH g AS (
  SELECT acct, map_agg(m, amt) AS by_month
  FROM (
    SELECT acct, month(d) AS m, sum(amt) AS amt
    FROM (VALUES ('rent', DATE '2026-01-01', 900), ('rent', DATE '2026-02-01', 900), ('rent', DATE '2026-03-01', 950), ('ads', DATE '2026-02-10', 120), ('ads', DATE '2026-02-11', 30)) AS t(acct, d, amt)
    GROUP BY acct, month(d)
  )
  GROUP BY acct
)
SELECT acct,
       coalesce(element_at(by_month, 1), 0) AS jan,
       coalesce(element_at(by_month, 2), 0) AS feb,
       coalesce(element_at(by_month, 3), 0) AS mar,
       reduce(map_values(by_month), CAST(0 AS bigint), (s, x) -> s + x, s -> s) AS q1,
       cardinality(by_month) AS months
FROM g
ORDER BY q1 DESC

-- case: purchase_price_trend
-- note: last two prices per supplier and item compared, supplier text built by listagg
WITH pp(item, supplier, d, price) AS (
  VALUES ('steel', 'S1', DATE '2026-01-01', 10.00), ('steel', 'S1', DATE '2026-02-01', 10.50), ('steel', 'S2', DATE '2026-01-20', 9.80), ('wood', 'S3', DATE '2026-01-05', 3.00), ('wood', 'S3', DATE '2026-03-05', 2.70), ('wood', 'S2', DATE '2026-02-05', 3.10)
),
x AS (
  SELECT *, lag(price) OVER (PARTITION BY item, supplier ORDER BY d) AS prev,
         row_number() OVER (PARTITION BY item, supplier ORDER BY d DESC) AS latest
  FROM pp
)
SELECT item, listagg(supplier || '=' || CAST(price AS varchar), '; ') WITHIN GROUP (ORDER BY price, supplier) AS offers,
       min(price) AS best, max(price - prev) AS biggest_rise
FROM x
WHERE latest = 1
GROUP BY item
ORDER BY item

-- case: union_of_different_widths
-- fails: the branches of the union have not the same number of columns
SELECT 'actual' AS kind, dept, amt FROM (VALUES ('a', 1)) AS t(dept, amt)
UNION ALL
SELECT 'budget', 2
ORDER BY 1

-- case: abc_by_value_of_stock
-- note: cumulative percent with the frame's default peers: equal values share the running sum
SELECT sku, val, sum(val) OVER (ORDER BY val DESC) AS run_peers,
       sum(val) OVER (ORDER BY val DESC, sku) AS run_rows,
       CAST(sum(val) OVER (ORDER BY val DESC, sku) AS double) / sum(val) OVER () AS share
FROM (VALUES ('a', 40), ('b', 20), ('c', 20), ('d', 20), ('e', 0)) AS t(sku, val)
ORDER BY val DESC, sku

-- case: stock_valuation_and_turnover
-- note: opening, in, out, closing of each item; average stock, turnover and days; category subtotals by GROUPING SETS
WITH item(sku, cat, unit_cost) AS (
  VALUES ('b1', 'bolts', DECIMAL '0.12'), ('b2', 'bolts', DECIMAL '0.30'), ('p1', 'paint', DECIMAL '14.00'), ('p2', 'paint', NULL)
),
opening(sku, qty) AS (VALUES ('b1', 1000), ('b2', 0), ('p1', 12)),
mv(sku, d, qty) AS (
  VALUES ('b1', DATE '2026-01-04', -300), ('b1', DATE '2026-01-20', 500), ('b2', DATE '2026-01-08', 200), ('b2', DATE '2026-01-30', -50),
         ('p1', DATE '2026-01-31', -12), ('p1', DATE '2026-02-01', 24), ('p2', DATE '2026-01-15', 3)
),
flows AS (
  SELECT sku,
         sum(qty) FILTER (WHERE qty > 0) AS qty_in,
         -sum(qty) FILTER (WHERE qty < 0) AS qty_out
  FROM mv
  WHERE d BETWEEN DATE '2026-01-01' AND DATE '2026-01-31'
  GROUP BY sku
),
balance AS (
  SELECT i.sku, i.cat, i.unit_cost,
         coalesce(o.qty, 0) AS open_qty,
         coalesce(f.qty_in, 0) AS qty_in,
         coalesce(f.qty_out, 0) AS qty_out,
         coalesce(o.qty, 0) + coalesce(f.qty_in, 0) - coalesce(f.qty_out, 0) AS close_qty
  FROM item i
  LEFT JOIN opening o ON o.sku = i.sku
  LEFT JOIN flows f ON f.sku = i.sku
)
SELECT cat, sku,
       sum(open_qty * unit_cost) AS open_value,
       sum(close_qty * unit_cost) AS close_value,
       sum(qty_out) AS out_qty,
       round(sum(qty_out) * 2.0 / nullif(sum(open_qty + close_qty), 0), 3) AS turnover,
       count_if(unit_cost IS NULL) AS unpriced,
       grouping(cat, sku) AS lvl
FROM balance
GROUP BY GROUPING SETS ((cat, sku), (cat), ())
ORDER BY cat NULLS LAST, lvl, sku
