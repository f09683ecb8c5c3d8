-- Recursive CTEs and generated series: hierarchies, paths, spines, compounding, calendars of events.

-- case: org_chart_paths_and_counts
-- note: path text, level, number of people below each by the path prefix
WITH RECURSIVE staff(id, boss, name) AS (
  VALUES (1, NULL, 'Mia'), (2, 1, 'Ned'), (3, 1, 'Oda'), (4, 2, 'Pim'), (5, 4, 'Quy'), (6, 3, 'Rob')
),
chart(id, name, lvl, path) AS (
  SELECT id, name, 1, CAST(name AS varchar) FROM staff WHERE boss IS NULL
  UNION ALL
  SELECT s.id, s.name, c.lvl + 1, c.path || '/' || s.name
  FROM staff s JOIN chart c ON s.boss = c.id
)
SELECT c.lvl, c.path, (SELECT count(*) FROM chart d WHERE d.path LIKE c.path || '/%') AS below
FROM chart c
ORDER BY c.path

-- case: shortest_hops_in_route_map
-- note: paths as arrays without repeated stops, the shortest by minimum cost
WITH RECURSIVE leg(a, b, km) AS (
  VALUES ('A', 'B', 4), ('A', 'C', 2), ('C', 'B', 1), ('B', 'D', 5), ('C', 'D', 8), ('D', 'A', 1)
),
walk(at, km, stops) AS (
  SELECT b, km, ARRAY[a, b] FROM leg WHERE a = 'A'
  UNION ALL
  SELECT l.b, w.km + l.km, w.stops || l.b
  FROM walk w JOIN leg l ON l.a = w.at
  WHERE NOT contains(w.stops, l.b)
)
SELECT at, min(km) AS km, array_join(min_by(stops, ROW(km, stops)), '-') AS via, count(*) AS routes
FROM walk
GROUP BY at
ORDER BY at

-- case: fibonacci_and_ratio
WITH RECURSIVE f(n, a, b) AS (SELECT 1, CAST(0 AS bigint), CAST(1 AS bigint) UNION ALL SELECT n + 1, b, a + b FROM f WHERE n < 10)
SELECT n, a, round(b / CAST(nullif(a, 0) AS double), 6) AS ratio FROM f ORDER BY n

-- case: savings_plan_by_months
-- note: decimals kept in one type by casts in both branches
WITH RECURSIVE plan(m, bal) AS (
  SELECT 0, CAST(1000 AS decimal(14, 4))
  UNION ALL
  SELECT m + 1, CAST(bal * DECIMAL '1.0025' + 50 AS decimal(14, 4)) FROM plan WHERE m < 6
)
SELECT m, bal, round(bal, 2) AS shown, bal - lag(bal) OVER (ORDER BY m) AS growth
FROM plan
ORDER BY m

-- case: hourly_spine_with_counts
-- note: hours of half a day, events left joined, running count, quiet hours
WITH h AS (SELECT ts FROM UNNEST(sequence(TIMESTAMP '2026-06-01 06:00:00', TIMESTAMP '2026-06-01 11:00:00', INTERVAL '1' HOUR)) AS s(ts)),
e(at) AS (VALUES TIMESTAMP '2026-06-01 06:59:59', TIMESTAMP '2026-06-01 07:00:00', TIMESTAMP '2026-06-01 10:30:00', TIMESTAMP '2026-06-01 10:31:00', TIMESTAMP '2026-06-01 11:45:00', NULL)
SELECT date_format(h.ts, '%H:%i') AS hour, count(e.at) AS n, sum(count(e.at)) OVER (ORDER BY h.ts) AS total, count(e.at) = 0 AS quiet
FROM h LEFT JOIN e ON date_trunc('hour', e.at) = h.ts
GROUP BY h.ts
ORDER BY h.ts

-- case: months_backwards_sequence
SELECT m, date_format(m, '%b %y') AS label, day(last_day_of_month(m)) AS days
FROM UNNEST(sequence(DATE '2026-03-01', DATE '2025-11-01', INTERVAL '-1' MONTH)) AS t(m)
ORDER BY m DESC

-- case: parts_explosion_quantities
-- note: nested quantities multiplied on the way down, leaves totalled with prices
WITH RECURSIVE bom(parent, part, qty) AS (
  VALUES ('bike', 'wheel', 2), ('bike', 'frame', 1), ('wheel', 'spoke', 32), ('wheel', 'rim', 1), ('frame', 'bolt', 6), ('rim', 'bolt', 2)
),
x(part, qty, depth) AS (
  SELECT part, qty, 1 FROM bom WHERE parent = 'bike'
  UNION ALL
  SELECT b.part, x.qty * b.qty, x.depth + 1 FROM x JOIN bom b ON b.parent = x.part
),
price(part, eur) AS (VALUES ('spoke', 0.25), ('bolt', 0.10), ('rim', 15.00))
SELECT x.part, sum(x.qty) AS pieces, max(x.depth) AS deepest, sum(x.qty) * max(p.eur) AS cost
FROM x LEFT JOIN price p ON p.part = x.part
WHERE x.part NOT IN (SELECT parent FROM bom) OR p.eur IS NOT NULL
GROUP BY x.part
ORDER BY cost DESC NULLS LAST, x.part

-- case: menu_breadcrumbs
-- note: categories from leaf to root collected in an array and turned
WITH RECURSIVE cat(id, up, label) AS (VALUES (1, 0, 'Home'), (2, 1, 'Garden'), (3, 2, 'Tools'), (4, 1, 'Kitchen'), (5, 9, 'Lost')),
t(leaf, up, crumbs) AS (
  SELECT id, up, ARRAY[CAST(label AS varchar)] FROM cat
  UNION ALL
  SELECT t.leaf, c.up, t.crumbs || CAST(c.label AS varchar) FROM t JOIN cat c ON c.id = t.up
)
SELECT leaf, array_join(reverse(crumbs), ' / ') AS breadcrumb
FROM (SELECT *, row_number() OVER (PARTITION BY leaf ORDER BY cardinality(crumbs) DESC) AS rn FROM t)
WHERE rn = 1
ORDER BY leaf

-- case: digits_of_numbers
WITH RECURSIVE d(n, rest, pos, digit) AS (
  SELECT n, n / 10, 0, n % 10 FROM (VALUES 907, 42, 0) AS t(n)
  UNION ALL
  SELECT n, rest / 10, pos + 1, rest % 10 FROM d WHERE rest > 0
)
SELECT n, sum(digit) AS digit_sum, count(*) AS len, array_agg(digit ORDER BY pos) AS reversed FROM d GROUP BY n ORDER BY n

-- case: split_text_by_recursion
-- note: text cut at each semicolon, the rest carried on
WITH RECURSIVE s(id, head, tail, n) AS (
  SELECT id, split_part(txt, ';', 1), CAST(IF(strpos(txt, ';') > 0, substr(txt, strpos(txt, ';') + 1)) AS varchar), 1
  FROM (VALUES (1, CAST('a;bb;;c' AS varchar)), (2, 'solo'), (3, '')) AS t(id, txt)
  UNION ALL
  SELECT id, split_part(tail, ';', 1), CAST(IF(strpos(tail, ';') > 0, substr(tail, strpos(tail, ';') + 1)) AS varchar), n + 1
  FROM s WHERE tail IS NOT NULL
)
SELECT id, n, head, length(head) AS len FROM s ORDER BY id, n

-- case: calendar_grid_of_month
-- note: weeks as rows, weekdays as columns by max of CASE over a day series
SELECT week(d) AS wk,
       max(CASE WHEN day_of_week(d) = 1 THEN day(d) END) AS mo,
       max(CASE WHEN day_of_week(d) = 2 THEN day(d) END) AS tu,
       max(CASE WHEN day_of_week(d) = 3 THEN day(d) END) AS we,
       max(CASE WHEN day_of_week(d) = 4 THEN day(d) END) AS th,
       max(CASE WHEN day_of_week(d) = 5 THEN day(d) END) AS fr,
       max(CASE WHEN day_of_week(d) = 6 THEN day(d) END) AS sa,
       max(CASE WHEN day_of_week(d) = 7 THEN day(d) END) AS su
FROM UNNEST(sequence(DATE '2026-02-01', DATE '2026-02-28')) AS t(d)
GROUP BY week(d)
ORDER BY wk

-- case: reachable_accounts_of_fraud_ring
-- fails: missing column aliases
-- note: undirected links by a union, distinct closure limited by depth
WITH RECURSIVE link(x, y) AS (VALUES ('u1', 'u2'), ('u2', 'u3'), ('u4', 'u5'), ('u3', 'u1')),
edge AS (SELECT x AS a, y AS b FROM link UNION SELECT y, x FROM link),
reach(src, dst, hops) AS (
  SELECT a, b, 1 FROM edge
  UNION ALL
  SELECT r.src, e.b, r.hops + 1 FROM reach r JOIN edge e ON e.a = r.dst WHERE r.hops < 3
)
SELECT src, array_sort(array_agg(DISTINCT dst) FILTER (WHERE dst <> src)) AS ring, min(hops) FILTER (WHERE dst = src) AS back_in
FROM reach
GROUP BY src
ORDER BY src

-- case: recursive_without_column_names
-- fails: a recursive query needs its column aliases
WITH RECURSIVE t AS (
  SELECT 1 AS n
  UNION ALL
  SELECT n + 1 FROM t WHERE n < 5
)
SELECT n FROM t ORDER BY n

-- case: collatz_lengths
WITH RECURSIVE c(start, n, steps) AS (
  SELECT n, n, 0 FROM (VALUES 1, 6, 7) AS t(n)
  UNION ALL
  SELECT start, IF(n % 2 = 0, n / 2, 3 * n + 1), steps + 1 FROM c WHERE n > 1 AND steps < 9
)
SELECT start, max(steps) AS steps, max(n) AS peak, max_by(n, steps) AS stopped_at FROM c GROUP BY start ORDER BY start

-- case: pascal_triangle_rows
SELECT n, array_join(transform(sequence(0, n), k -> reduce(IF(k = 0, CAST(ARRAY[] AS array(integer)), sequence(1, k)), CAST(1 AS bigint), (s, i) -> s * (n - i + 1) / i, s -> s)), ' ') AS row_text
FROM UNNEST(sequence(0, 4)) AS t(n)
ORDER BY n

-- case: cross_product_size_color_skus
-- note: all combinations by UNNEST of several arrays, missing ones by EXCEPT
WITH combos AS (
  SELECT s, c FROM UNNEST(ARRAY['S', 'M']) AS a(s) CROSS JOIN UNNEST(ARRAY['red', 'blue', 'tan']) AS b(c)
)
SELECT s, c FROM combos
EXCEPT
SELECT s, c FROM (VALUES ('S', 'red'), ('M', 'tan'), ('L', 'red')) AS have(s, c)
ORDER BY s DESC, c
