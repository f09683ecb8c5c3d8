-- Subqueries everywhere: correlated and scalar ones in SELECT, WHERE, HAVING and ORDER BY, EXISTS, quantified comparisons, LATERAL.

-- case: above_department_average
-- note: correlated average in WHERE and again in the select list
WITH emp(id, dept, sal) AS (VALUES (1, 'it', 100), (2, 'it', 200), (3, 'it', 150), (4, 'hr', 80), (5, NULL, 500), (6, 'hr', 90))
SELECT e.id, e.dept, e.sal, e.sal - (SELECT avg(x.sal) FROM emp x WHERE x.dept = e.dept) AS above
FROM emp e
WHERE e.sal > (SELECT avg(x.sal) FROM emp x WHERE x.dept = e.dept)
ORDER BY above DESC, e.id

-- case: scalar_subqueries_of_kpis
-- note: a dashboard header row of independent scalar subqueries
WITH o(id, cust, amt, st) AS (VALUES (1, 'a', 10.5, 'paid'), (2, 'b', 20.0, 'open'), (3, 'a', 30.0, 'paid'), (4, 'c', NULL, 'void'))
SELECT (SELECT count(*) FROM o) AS orders,
       (SELECT count(DISTINCT cust) FROM o WHERE st = 'paid') AS payers,
       (SELECT sum(amt) FROM o WHERE st = 'paid') / (SELECT count(*) FROM o WHERE st = 'paid') AS aov,
       (SELECT max(id) FROM o WHERE st = 'missing') AS none,
       EXISTS (SELECT 1 FROM o WHERE amt IS NULL) AS has_null_amounts,
       (SELECT cust FROM o GROUP BY cust ORDER BY sum(amt) DESC NULLS LAST, cust LIMIT 1) AS best

-- case: having_against_global_average
SELECT cust, sum(amt) AS total
FROM (VALUES ('a', 10), ('a', 30), ('b', 5), ('c', 25), ('c', 1)) AS t(cust, amt)
GROUP BY cust
HAVING sum(amt) > (SELECT avg(s) FROM (SELECT sum(amt) AS s FROM (VALUES ('a', 10), ('a', 30), ('b', 5), ('c', 25), ('c', 1)) AS t(cust, amt) GROUP BY cust))
ORDER BY total DESC, cust

-- case: order_by_correlated_count
-- note: rows sorted by a subquery that isn't shown
WITH author(id, name) AS (VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cid')),
book(author_id, title) AS (VALUES (2, 'x'), (2, 'y'), (1, 'z'))
SELECT a.name
FROM author a
ORDER BY (SELECT count(*) FROM book b WHERE b.author_id = a.id) DESC, a.name

-- case: exists_flags_per_customer
-- note: three EXISTS as columns, one with NOT and a date limit
WITH c(id) AS (VALUES 1, 2, 3, 4),
o(cust, d, ret) AS (VALUES (1, DATE '2026-01-01', false), (1, DATE '2026-03-01', true), (2, DATE '2025-01-01', false), (4, NULL, NULL))
SELECT c.id,
       EXISTS (SELECT 1 FROM o WHERE o.cust = c.id) AS any_order,
       EXISTS (SELECT 1 FROM o WHERE o.cust = c.id AND o.d >= DATE '2026-01-01') AS this_year,
       NOT EXISTS (SELECT 1 FROM o WHERE o.cust = c.id AND o.ret) AS never_returned
FROM c
ORDER BY never_returned, c.id DESC

-- case: all_and_any_against_lists
-- note: ALL and ANY against lists with and without NULL
WITH t(id, v) AS (VALUES (1, 5), (2, 10), (3, NULL), (4, 20))
SELECT id, v >= ALL (SELECT v FROM t WHERE v IS NOT NULL) AS is_max, v > ANY (SELECT v FROM t) AS gt_some, v = ANY (VALUES 10, 20) AS listed, v <> ALL (VALUES 5, NULL) AS not_listed
FROM t
ORDER BY id

-- case: lateral_aggregates_of_own_array
-- note: LATERAL with aggregation over the row's own array
WITH p(id, tags) AS (VALUES (1, ARRAY['a', 'b', 'a', 'c']), (2, ARRAY['z']), (3, CAST(ARRAY[] AS array(varchar(1)))))
SELECT p.id, l.n, l.lowest, l.highest
FROM p
CROSS JOIN LATERAL (
  SELECT count(*) AS n, min(t) AS lowest, max(t) AS highest
  FROM UNNEST(p.tags) AS u(t)
) l
ORDER BY p.id

-- case: lateral_computed_columns_chain
-- note: each LATERAL names a step so that the next can use it
SELECT o.id, a.net, b.tax, c.gross
FROM (VALUES (1, 3, 9.99, 0.10), (2, 1, 100.00, 0.25)) AS o(id, qty, price, disc)
CROSS JOIN LATERAL (SELECT o.qty * o.price * (1 - o.disc) AS net) a
CROSS JOIN LATERAL (SELECT round(a.net * 0.2, 2) AS tax) b
CROSS JOIN LATERAL (SELECT a.net + b.tax AS gross) c
ORDER BY c.gross DESC

-- case: semi_join_on_two_levels
-- note: IN over a grouped subquery with HAVING, nested in another IN
WITH st(id, school) AS (VALUES (1, 's1'), (2, 's1'), (3, 's2'), (4, 's3')),
ex(st, mark) AS (VALUES (1, 90), (1, 80), (2, 40), (3, 95), (4, NULL))
SELECT school, count(*) AS students
FROM st
WHERE school IN (
  SELECT school FROM st WHERE id IN (SELECT st FROM ex GROUP BY st HAVING avg(mark) >= 85)
)
GROUP BY school
ORDER BY school

-- case: not_in_empty_and_null_sets
SELECT x, x NOT IN (SELECT y FROM (VALUES 1, 2) AS b(y) WHERE y > 5) AS vs_empty, x IN (SELECT y FROM (VALUES 1, NULL) AS b(y)) AS vs_null, x IN (1, NULL, 3) AS vs_list
FROM (VALUES 1, 2, NULL) AS a(x)
ORDER BY x NULLS LAST

-- case: division_all_required_skills
-- fails: not supported
-- note: candidates that have every required skill: double NOT EXISTS
WITH skill(who, s) AS (VALUES ('ann', 'sql'), ('ann', 'py'), ('bob', 'sql'), ('cid', 'sql'), ('cid', 'py'), ('cid', 'go')),
need(s) AS (VALUES 'sql', 'py')
SELECT w.who, (SELECT count(*) FROM skill z WHERE z.who = w.who) AS skills
FROM (SELECT DISTINCT who FROM skill) w
WHERE NOT EXISTS (
  SELECT 1 FROM need n
  WHERE NOT EXISTS (SELECT 1 FROM skill k WHERE k.who = w.who AND k.s = n.s)
)
ORDER BY skills, w.who

-- case: update_simulation_with_case_subquery
-- note: new value by a lookup in a scalar subquery inside CASE, old one otherwise
WITH stock(sku, qty, loc) AS (VALUES ('a', 5, 'x'), ('b', 0, 'x'), ('c', 9, 'y')),
cnt(sku, counted) AS (VALUES ('a', 4), ('b', 0))
SELECT s.sku,
       CASE WHEN s.sku IN (SELECT sku FROM cnt) THEN (SELECT max(counted) FROM cnt WHERE cnt.sku = s.sku) ELSE s.qty END AS new_qty,
       s.qty <> coalesce((SELECT max(counted) FROM cnt WHERE cnt.sku = s.sku), s.qty) AS differs
FROM stock s
ORDER BY differs DESC, s.sku

-- case: scalar_lookup_with_two_columns
-- fails: the subquery in the select list has two columns, one compared with a number
SELECT o.id
FROM (VALUES (1, 7), (2, 8)) AS o(id, cust)
WHERE o.cust = (SELECT id, name FROM (VALUES (7, 'ann')) AS c(id, name))
ORDER BY o.id

-- case: derived_tables_joined_on_aggregates
-- note: maximum per group found in a derived table and joined back on value, ties listed
WITH m(league, team, pts) AS (VALUES ('A', 't1', 30), ('A', 't2', 30), ('A', 't3', 12), ('B', 'u1', 5), ('B', 'u2', NULL))
SELECT m.league, x.best, array_agg(m.team ORDER BY m.team) AS leaders, x.best - x.worst AS spread
FROM m JOIN (SELECT league, max(pts) AS best, min(pts) AS worst FROM m GROUP BY league) x
  ON x.league = m.league AND x.best = m.pts
GROUP BY m.league, x.best, x.worst
ORDER BY m.league

-- case: customers_ahead_of_their_referrer
-- note: self join with correlated sums on both sides, referrers without orders count as zero
WITH c(id, name, ref) AS (VALUES (1, 'Ann', NULL), (2, 'Bob', 1), (3, 'Cid', 1), (4, 'Dee', 3), (5, 'Eve', 9)),
o(cust, amt) AS (VALUES (1, 50.00), (2, 20.00), (2, 31.00), (4, 0.50), (3, 50.00)),
t AS (
  SELECT c.id, c.name, c.ref, coalesce((SELECT sum(o.amt) FROM o WHERE o.cust = c.id), 0) AS total
  FROM c
)
SELECT x.name, x.total, r.name AS referrer, r.total AS ref_total
FROM t x
JOIN t r ON r.id = x.ref
WHERE x.total > r.total OR r.total = 0
ORDER BY x.total - r.total DESC, x.name
