-- Logistics and supply chain: shipments, stock, FIFO and LIFO layers, bills of material, order items in arrays of rows.

-- case: order_items_array_of_rows
-- fails: generic internal error
-- note: totals inside the array with reduce over rows, no unnest, expensive lines filtered by lambda
WITH orders AS (
  SELECT * FROM (VALUES
    (1001, CAST(ARRAY[ROW('A1', 2, 10.00), ROW('B2', 1, 5.50)] AS array(row(sku varchar, qty integer, price decimal(10,2))))),
    (1002, CAST(ARRAY[ROW('A1', 1, 10.00), ROW('C3', NULL, 99.99)] AS array(row(sku varchar, qty integer, price decimal(10,2))))),
    (1003, CAST(ARRAY[] AS array(row(sku varchar, qty integer, price decimal(10,2))))),
    (1004, NULL)
  ) AS t(order_id, items)
)
SELECT order_id,
  reduce(items, CAST(0 AS decimal(20,2)), (s, x) -> s + coalesce(x.qty, 0) * x.price, s -> s) AS total,
  transform(filter(items, x -> x.price > 6), x -> x.sku) AS pricey,
  any_match(items, x -> x.qty IS NULL) AS broken,
  cardinality(items) AS lines
FROM orders ORDER BY order_id

-- case: order_items_unnested_share
-- note: the same data as rows: share of each line in its order, kept orders without lines
WITH orders AS (
  SELECT * FROM (VALUES
    (1, CAST(ARRAY[ROW('A1', 2, 10.0), ROW('B2', 1, 5.5)] AS array(row(sku varchar, qty integer, price double)))),
    (2, CAST(ARRAY[] AS array(row(sku varchar, qty integer, price double)))),
    (3, NULL)) AS t(order_id, items)
)
SELECT order_id, line_no, sku, qty * price AS amount, round(qty * price / sum(qty * price) OVER (PARTITION BY order_id), 4) AS share
FROM orders LEFT JOIN UNNEST(items) WITH ORDINALITY AS l(sku, qty, price, line_no) ON true
ORDER BY order_id, line_no

-- case: fifo_remaining_layers
-- note: stock left valued by the newest receipts: running sum from the end compared with on hand
WITH receipts(sku, d, qty, cost) AS (
  VALUES ('a', DATE '2026-01-01', 10, 1.00), ('a', DATE '2026-02-01', 5, 1.20), ('a', DATE '2026-03-01', 8, 1.50), ('b', DATE '2026-01-15', 3, 7.25)
), on_hand(sku, qty) AS (VALUES ('a', 11), ('b', 0), ('c', 4)),
layers AS (
  SELECT r.sku, r.d, r.cost, r.qty, h.qty AS left_qty,
    coalesce(sum(r.qty) OVER (PARTITION BY r.sku ORDER BY r.d DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS newer
  FROM receipts r JOIN on_hand h ON h.sku = r.sku
)
SELECT sku, d, GREATEST(0, LEAST(qty, left_qty - newer)) AS in_stock, GREATEST(0, LEAST(qty, left_qty - newer)) * cost AS value
FROM layers
ORDER BY sku, d

-- case: lifo_cost_of_sale
-- note: units sold taken from the newest layer first, cost and left stock in one pass over ranges
WITH layers(n, qty, cost) AS (VALUES (1, 100, 5.0), (2, 50, 6.0), (3, 20, 7.5)),
ranged AS (SELECT n, qty, cost, sum(qty) OVER (ORDER BY n DESC) - qty AS lo, sum(qty) OVER (ORDER BY n DESC) AS hi FROM layers)
SELECT s.sold, sum(GREATEST(LEAST(hi, s.sold) - lo, 0) * cost) AS cogs,
  sum(qty * cost) - sum(GREATEST(LEAST(hi, s.sold) - lo, 0) * cost) AS stock_value,
  CASE WHEN s.sold > sum(qty) THEN 'short ' || CAST(s.sold - sum(qty) AS varchar) END AS note
FROM ranged CROSS JOIN (VALUES 10, 60, 170, 200) AS s(sold)
GROUP BY s.sold ORDER BY s.sold

-- case: bom_cost_rollup
-- note: recursive explosion with quantities per path and cost of leaves, paths shown
WITH RECURSIVE bom(parent, child, qty) AS (
  VALUES ('desk', 'top', 1), ('desk', 'leg', 4), ('leg', 'bolt', 2), ('leg', 'tube', 1), ('top', 'bolt', 6)
), explode(root, part, qty, lvl, path) AS (
  SELECT parent, child, qty, 1, CAST(parent || '/' || child AS varchar) FROM bom WHERE parent = 'desk'
  UNION ALL
  SELECT e.root, b.child, e.qty * b.qty, e.lvl + 1, CAST(e.path || '/' || b.child AS varchar)
  FROM explode e JOIN bom b ON b.parent = e.part
), prices(part, unit_cost) AS (VALUES ('bolt', 0.15), ('tube', 3.20), ('top', 25.00))
SELECT e.path, e.lvl, e.qty, p.unit_cost, e.qty * p.unit_cost AS ext,
  sum(e.qty * p.unit_cost) OVER (ORDER BY e.path) AS running
FROM explode e LEFT JOIN prices p ON p.part = e.part
ORDER BY e.path

-- case: where_used_upwards
-- note: the reverse search: which finished goods use a part, by a recursion upwards and a NOT EXISTS for roots
WITH RECURSIVE bom(parent, child) AS (VALUES ('car', 'engine'), ('engine', 'piston'), ('boat', 'engine'), ('boat', 'hull'), ('piston', 'ring')),
up(part, via) AS (
  SELECT parent, 1 FROM bom WHERE child = 'ring'
  UNION ALL
  SELECT b.parent, up.via + 1 FROM up JOIN bom b ON b.child = up.part
)
SELECT part, max(via) AS hops FROM up WHERE NOT EXISTS (SELECT 1 FROM bom WHERE bom.child = up.part) GROUP BY part ORDER BY part

-- case: otif_by_carrier
-- note: on time in full with nullable dates, CASE inside avg, carriers under a threshold
SELECT carrier, count(*) AS shipments,
  round(100 * avg(CASE WHEN delivered <= promised AND shipped_qty >= ordered_qty THEN 1.0 ELSE 0.0 END), 1) AS otif_pct,
  avg(date_diff('hour', promised, delivered)) FILTER (WHERE delivered > promised) AS avg_late_hours,
  arbitrary(carrier) = max(carrier) AS same
FROM (VALUES
  ('DHL', TIMESTAMP '2026-01-05 12:00:00', TIMESTAMP '2026-01-05 11:00:00', 10, 10),
  ('DHL', TIMESTAMP '2026-01-06 12:00:00', TIMESTAMP '2026-01-07 18:30:00', 10, 10),
  ('UPS', TIMESTAMP '2026-01-05 12:00:00', NULL, 5, 5),
  ('UPS', TIMESTAMP '2026-01-05 12:00:00', TIMESTAMP '2026-01-05 12:00:00', 5, 4)) AS s(carrier, promised, delivered, ordered_qty, shipped_qty)
GROUP BY carrier
HAVING avg(CASE WHEN delivered <= promised AND shipped_qty >= ordered_qty THEN 1.0 ELSE 0.0 END) < 0.9
ORDER BY carrier

-- case: shipment_leg_chain
-- note: legs must chain: destination equals the next origin, dwell between legs as interval
SELECT shipment, seq, origin || '->' || dest AS leg,
  coalesce(lead(origin) OVER w = dest, true) AS chained,
  lead(dep) OVER w - arr AS dwell,
  first_value(origin) OVER w AS from_, last_value(dest) OVER (PARTITION BY shipment ORDER BY seq RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS to_
FROM (VALUES ('s1', 1, 'HAM', 'RTM', TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-02 06:00:00'), ('s1', 2, 'RTM', 'NYC', TIMESTAMP '2026-01-03 00:00:00', TIMESTAMP '2026-01-12 00:00:00'), ('s2', 1, 'SHA', 'SIN', TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-05 00:00:00'), ('s2', 2, 'PEN', 'CMB', TIMESTAMP '2026-01-04 00:00:00', TIMESTAMP '2026-01-08 00:00:00')) AS l(shipment, seq, origin, dest, dep, arr)
WINDOW w AS (PARTITION BY shipment ORDER BY seq)
ORDER BY shipment, seq

-- case: reorder_point_service_level
-- note: safety stock: z by inverse_normal_cdf, deviation over demand, ceil
SELECT sku, avg(demand) AS mean_demand, round(stddev_samp(demand), 5) AS sd,
  CAST(ceil(avg(demand) * 4 + inverse_normal_cdf(0, 1, 0.95) * coalesce(stddev_samp(demand), 0) * sqrt(4)) AS integer) AS reorder_point
FROM (VALUES ('a', 10), ('a', 14), ('a', 9), ('a', 11), ('b', 100)) AS t(sku, demand)
GROUP BY sku ORDER BY sku

-- case: abc_xyz_classes
-- note: ABC by cumulative share, XYZ by variation coefficient, cross counted with GROUPING SETS
WITH sku_stats(sku, revenue, cv) AS (VALUES ('a', 700, 0.1), ('b', 150, 0.9), ('c', 100, 0.3), ('d', 50, 2.0)),
classed AS (
  SELECT sku,
    CASE WHEN sum(revenue) OVER (ORDER BY revenue DESC) <= 0.8 * sum(revenue) OVER () THEN 'A'
         WHEN sum(revenue) OVER (ORDER BY revenue DESC) <= 0.95 * sum(revenue) OVER () THEN 'B' ELSE 'C' END AS abc,
    CASE WHEN cv < 0.25 THEN 'X' WHEN cv < 1 THEN 'Y' ELSE 'Z' END AS xyz
  FROM sku_stats
)
SELECT abc, xyz, count(*) AS n, listagg(sku, '+') WITHIN GROUP (ORDER BY sku) AS skus
FROM classed GROUP BY GROUPING SETS ((abc, xyz), (abc), ())
ORDER BY abc NULLS LAST, xyz NULLS LAST

-- case: container_packing_prefix
-- note: greedy packing: running weight divided into containers by integer division
SELECT (cum - 1) / 100 AS container, count(*) AS boxes, sum(w) AS kg, min(id) AS first_box, max(id) AS last_box
FROM (SELECT id, w, sum(w) OVER (ORDER BY id) AS cum FROM (VALUES (1, 40), (2, 60), (3, 1), (4, 99), (5, 100), (6, 30)) AS b(id, w))
GROUP BY 1 ORDER BY 1

-- case: lead_time_business_days
-- note: weekdays between order and receipt counted through cardinality of a filtered sequence less holidays
WITH po(po, ordered, received) AS (VALUES ('p1', DATE '2026-04-01', DATE '2026-04-08'), ('p2', DATE '2026-04-03', DATE '2026-04-03'), ('p3', DATE '2026-04-10', NULL)),
holidays AS (SELECT array_agg(d ORDER BY d) AS hs FROM (VALUES DATE '2026-04-03', DATE '2026-04-06') AS h(d))
SELECT po, received - ordered AS calendar_days,
  cardinality(filter(sequence(ordered, received, INTERVAL '1' DAY), d -> day_of_week(d) < 6 AND NOT contains(hs, d))) - 1 AS business_days
FROM po CROSS JOIN holidays ORDER BY po

-- case: inventory_snapshot_fill_forward
-- note: daily stock filled forward with last_value IGNORE NULLS over a calendar per warehouse
WITH snap(wh, d, qty) AS (VALUES ('N', DATE '2026-01-01', 5), ('N', DATE '2026-01-04', 7), ('S', DATE '2026-01-02', 0)),
cal AS (SELECT wh, d FROM (SELECT DISTINCT wh FROM snap) CROSS JOIN UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-04')) AS c(d))
SELECT cal.wh, cal.d, snap.qty AS counted, last_value(snap.qty) IGNORE NULLS OVER (PARTITION BY cal.wh ORDER BY cal.d) AS qty,
  date_diff('day', max(snap.d) OVER (PARTITION BY cal.wh ORDER BY cal.d), cal.d) AS age
FROM cal LEFT JOIN snap ON snap.wh = cal.wh AND snap.d = cal.d
ORDER BY 1, 2

-- case: three_way_match
-- note: purchase order, receipt and invoice compared by USING chain with tolerance
WITH po(po_id, line, qty, price) AS (VALUES (1, 1, 10, DECIMAL '2.50'), (1, 2, 5, DECIMAL '10.00'), (2, 1, 1, DECIMAL '99.00')),
gr(po_id, line, qty) AS (VALUES (1, 1, 10), (1, 2, 4)),
inv(po_id, line, qty, price) AS (VALUES (1, 1, 10, DECIMAL '2.52'), (1, 2, 5, DECIMAL '10.00'), (3, 1, 1, DECIMAL '1.00'))
SELECT po_id, line, po.qty AS ordered, gr.qty AS received, inv.qty AS invoiced,
  CASE WHEN po.qty IS NULL THEN 'no order' WHEN inv.qty IS NULL THEN 'not invoiced' WHEN inv.qty > coalesce(gr.qty, 0) THEN 'over invoiced'
       WHEN abs(inv.price - po.price) / po.price > 0.005 THEN 'price ' || CAST(inv.price - po.price AS varchar) ELSE 'ok' END AS verdict
FROM po LEFT JOIN gr USING (po_id, line) FULL JOIN inv USING (po_id, line)
ORDER BY po_id, line

-- case: stockout_days_and_lost_sales
-- note: days at zero times the mean of days in stock, nested aggregates through two CTEs
WITH days(sku, d, stock, sold) AS (VALUES ('a', 1, 3, 2), ('a', 2, 1, 1), ('a', 3, 0, 0), ('a', 4, 0, 0), ('b', 1, 9, 0), ('b', 2, 9, 4)),
m AS (SELECT sku, avg(CASE WHEN stock > 0 THEN sold END) AS mean_sold, count_if(stock = 0) AS out_days FROM days GROUP BY sku)
SELECT *, mean_sold * out_days AS lost FROM m WHERE out_days > 0 OR sku IN (SELECT sku FROM days GROUP BY sku HAVING max(stock) = min(stock)) ORDER BY sku

-- case: route_total_distance_pairs
-- note: equirectangular distances of consecutive stops rounded, bounding box first
WITH stops(route, n, lat, lon) AS (VALUES ('r', 1, 52.5200e0, 13.4050e0), ('r', 2, 52.4000e0, 13.0500e0), ('r', 3, 51.3400e0, 12.3700e0), ('q', 1, 0e0, 0e0))
SELECT route, round(sum(6371 * sqrt(pow(radians(lat - plat), 2) + pow(cos(radians((lat + plat) / 2)) * radians(lon - plon), 2))), 3) AS km, max(n) AS stops
FROM (SELECT *, lag(lat) OVER (PARTITION BY route ORDER BY n) AS plat, lag(lon) OVER (PARTITION BY route ORDER BY n) AS plon FROM stops)
WHERE lat BETWEEN 50 AND 53 AND lon BETWEEN 12 AND 14
GROUP BY route

-- case: sku_subscript_beyond_end
-- fails: array subscript out of bounds at run time
SELECT order_id, split(sku, '-')[3] AS size FROM (VALUES (1, 'TS-RED-XL'), (2, 'MUG-BLUE')) AS t(order_id, sku) ORDER BY 1

-- case: avg_of_items_without_group
-- fails: non-grouped column next to an aggregate
SELECT warehouse, sku, sum(qty) AS qty FROM (VALUES ('N', 'a', 1), ('N', 'b', 2)) AS t(warehouse, sku, qty) GROUP BY warehouse
