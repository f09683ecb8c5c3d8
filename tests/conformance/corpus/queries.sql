-- Whole queries: CTEs, joins, set operations, subqueries, limits.

-- case: cte
WITH t AS (SELECT 1 AS x UNION ALL SELECT 2) SELECT sum(x) AS total FROM t

-- case: cte_chain
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a), c(z) AS (SELECT y * 10 FROM b) SELECT z FROM c

-- case: cte_used_twice
WITH t(x) AS (VALUES 1, 2) SELECT a.x, b.x FROM t a CROSS JOIN t b ORDER BY 1, 2

-- case: nested_with
SELECT * FROM (WITH t(x) AS (VALUES 1, 2) SELECT x FROM t) ORDER BY x

-- case: recursive_cte
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT n FROM t ORDER BY n

-- case: values_as_query
VALUES (1, 'a'), (2, 'b') ORDER BY 1

-- case: unnamed_columns
SELECT 1, 'a', 1 + 1

-- case: duplicate_column_names
SELECT 1 AS x, 2 AS x

-- case: quoted_identifiers_fold
SELECT "Total" AS "Grand Total" FROM (VALUES 1) t(total)

-- case: unquoted_alias_keeps_case
SELECT 1 AS OrderTotal, 2 AS "MixedCase"

-- case: case_insensitive_columns
SELECT STATUS, t.Status, "STATUS" FROM (VALUES 'paid') t(status)

-- case: select_star_and_qualified_star
SELECT *, t.* FROM (VALUES (1, 'a')) t(x, y)

-- case: inner_join
SELECT o.id, c.name FROM (VALUES (1, 'a'), (2, 'b'), (3, 'z')) o(id, c) JOIN (VALUES ('a', 'Ann'), ('b', 'Bob')) c(id, name) ON o.c = c.id ORDER BY o.id

-- case: left_join
SELECT o.id, c.name FROM (VALUES (1, 'a'), (3, 'z')) o(id, c) LEFT JOIN (VALUES ('a', 'Ann')) c(id, name) ON o.c = c.id ORDER BY o.id

-- case: right_and_full_join
SELECT l.x, r.y FROM (VALUES 1, 2) l(x) FULL OUTER JOIN (VALUES 2, 3) r(y) ON l.x = r.y ORDER BY l.x, r.y

-- case: right_join
SELECT l.x, r.y FROM (VALUES 1, 2) l(x) RIGHT JOIN (VALUES 2, 3) r(y) ON l.x = r.y ORDER BY r.y

-- case: join_using
SELECT * FROM (VALUES (1, 'a')) l(id, x) JOIN (VALUES (1, 'b')) r(id, y) USING (id)

-- case: full_join_using
SELECT id, x, y FROM (VALUES (1, 'a'), (2, 'b')) l(id, x) FULL JOIN (VALUES (2, 'c'), (3, 'd')) r(id, y) USING (id) ORDER BY id

-- case: cross_and_comma_join
SELECT l.x, r.y FROM (VALUES 1, 2) l(x), (VALUES 'a', 'b') r(y) ORDER BY 1, 2

-- case: join_on_range
SELECT e.at, p.name FROM (VALUES 5, 15) e(at) JOIN (VALUES ('early', 0, 10), ('late', 10, 20)) p(name, lo, hi) ON e.at >= p.lo AND e.at < p.hi ORDER BY 1

-- case: join_null_keys_do_not_match
SELECT count(*) AS n FROM (VALUES 1, NULL) l(x) JOIN (VALUES 1, NULL) r(y) ON l.x = r.y

-- case: natural_join
-- fails: natural joins are not supported
SELECT * FROM (VALUES 1) l(x) NATURAL JOIN (VALUES 1) r(x)

-- case: lateral_join
SELECT t.x, s.y FROM (VALUES 1, 2) t(x) CROSS JOIN LATERAL (SELECT t.x * 10 AS y) s ORDER BY 1

-- case: self_join_ambiguous
-- fails: x stands in both
SELECT x FROM (VALUES 1) a(x), (VALUES 1) b(x)

-- case: union_distinct
SELECT 1 AS x UNION SELECT 1 UNION SELECT 2 ORDER BY x

-- case: union_all
SELECT 1 AS x UNION ALL SELECT 1 UNION ALL SELECT 2 ORDER BY x

-- case: union_coerces
SELECT 1 AS x UNION ALL SELECT 2.5 ORDER BY 1

-- case: union_mixed_types
-- fails: text and a number have no common type
SELECT 1 UNION ALL SELECT 'a'

-- case: union_column_count
-- fails: both sides have the same number of columns
SELECT 1, 2 UNION ALL SELECT 1

-- case: intersect_and_except
SELECT * FROM ((VALUES 1, 2, 3) INTERSECT (VALUES 2, 3, 4)) EXCEPT VALUES 3

-- case: intersect_nulls_match
VALUES 1, NULL INTERSECT VALUES NULL, 2

-- case: intersect_all
SELECT * FROM (VALUES 1, 1, 2) INTERSECT ALL SELECT * FROM (VALUES 1, 1, 3) ORDER BY 1

-- case: distinct_rows
SELECT DISTINCT x, y FROM (VALUES (1, 'a'), (1, 'a'), (1, NULL), (1, NULL)) t(x, y) ORDER BY x, y

-- case: scalar_subquery
SELECT x, (SELECT max(y) FROM (VALUES 3, 5) u(y)) AS m FROM (VALUES 1, 2) t(x) ORDER BY x

-- case: scalar_subquery_of_no_rows
SELECT (SELECT y FROM (VALUES 1) u(y) WHERE y > 5) AS a

-- case: scalar_subquery_of_many_rows
-- fails: a scalar subquery gives one row at most
SELECT (SELECT y FROM (VALUES 1, 2) u(y))

-- case: scalar_subquery_of_two_columns
SELECT (SELECT 1 AS a, 'x' AS b) AS pair

-- case: in_subquery
SELECT x FROM (VALUES 1, 2, 3) t(x) WHERE x IN (SELECT y FROM (VALUES 2, 3) u(y)) ORDER BY x

-- case: not_in_subquery_with_null
SELECT x FROM (VALUES 1, 2) t(x) WHERE x NOT IN (SELECT y FROM (VALUES 2, NULL) u(y)) ORDER BY x

-- case: multi_column_in_subquery
SELECT x, y FROM (VALUES (1, 'a'), (2, 'b')) t(x, y) WHERE (x, y) IN (SELECT * FROM (VALUES (1, 'a')) u) ORDER BY x

-- case: correlated_exists
SELECT c FROM (VALUES 'a', 'b') t(c) WHERE EXISTS (SELECT 1 FROM (VALUES 'a') o(c) WHERE o.c = t.c) ORDER BY c

-- case: correlated_not_exists
SELECT c FROM (VALUES 'a', 'b') t(c) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 'a') o(c) WHERE o.c = t.c) ORDER BY c

-- case: correlated_scalar
SELECT c, (SELECT count(*) FROM (VALUES 'a', 'a') o(c) WHERE o.c = t.c) AS n FROM (VALUES 'a', 'b') t(c) ORDER BY c

-- case: limit_and_offset
SELECT x FROM UNNEST(sequence(1, 10)) t(x) ORDER BY x OFFSET 2 LIMIT 3

-- case: limit_all
SELECT x FROM (VALUES 1, 2) t(x) ORDER BY x LIMIT ALL

-- case: limit_zero
SELECT x FROM (VALUES 1, 2) t(x) ORDER BY x LIMIT 0

-- case: fetch_first
SELECT x FROM UNNEST(sequence(1, 5)) t(x) ORDER BY x FETCH FIRST 2 ROWS ONLY

-- case: fetch_with_ties
SELECT x FROM (VALUES 1, 1, 2, 3) t(x) ORDER BY x FETCH FIRST 1 ROW WITH TIES

-- case: offset_rows_fetch_next
SELECT x FROM UNNEST(sequence(1, 5)) t(x) ORDER BY x OFFSET 1 ROW FETCH NEXT 2 ROWS ONLY

-- case: limit_before_offset
-- fails: OFFSET comes before LIMIT
SELECT x FROM (VALUES 1, 2) t(x) ORDER BY x LIMIT 1 OFFSET 1

-- case: order_in_subquery_with_limit
SELECT sum(x) AS a FROM (SELECT x FROM (VALUES 3, 1, 2) t(x) ORDER BY x DESC LIMIT 2)

-- case: tablesample_all
SELECT count(*) AS n FROM (VALUES 1, 2, 3) t(x) TABLESAMPLE BERNOULLI (100)

-- case: comments
SELECT /* one */ 1 AS a -- two
, 2 AS b

-- case: where_over_alias_of_subquery
SELECT y FROM (SELECT x * 2 AS y FROM (VALUES 1, 2, 3) t(x)) WHERE y > 2 ORDER BY y

-- case: funnel
WITH events(who, what, at) AS (
  VALUES ('a', 'view', TIMESTAMP '2026-01-01 10:00:00'), ('a', 'cart', TIMESTAMP '2026-01-01 10:05:00'), ('a', 'buy', TIMESTAMP '2026-01-01 10:09:00'),
         ('b', 'view', TIMESTAMP '2026-01-01 11:00:00'), ('b', 'cart', TIMESTAMP '2026-01-01 11:30:00'), ('c', 'view', TIMESTAMP '2026-01-02 09:00:00')
), steps AS (
  SELECT who, min(at) FILTER (WHERE what = 'view') AS viewed, min(at) FILTER (WHERE what = 'cart') AS carted, min(at) FILTER (WHERE what = 'buy') AS bought
  FROM events GROUP BY who
)
SELECT count(viewed) AS views, count_if(carted > viewed) AS carts, count_if(bought > carted) AS buys,
       round(100.0 * count_if(bought > carted) / count(viewed), 1) AS percent
FROM steps

-- case: cohort
WITH orders(customer, at) AS (
  VALUES ('a', DATE '2026-01-10'), ('a', DATE '2026-02-11'), ('b', DATE '2026-01-20'), ('c', DATE '2026-02-01'), ('c', DATE '2026-03-05')
), firsts AS (
  SELECT customer, date_trunc('month', min(at)) AS cohort FROM orders GROUP BY customer
)
SELECT f.cohort, date_diff('month', f.cohort, date_trunc('month', o.at)) AS months, count(DISTINCT o.customer) AS customers
FROM orders o JOIN firsts f ON f.customer = o.customer GROUP BY 1, 2 ORDER BY 1, 2

-- case: daily_revenue_with_gaps
WITH orders(at, amount) AS (
  VALUES (TIMESTAMP '2026-01-01 10:00:00', CAST('10.50' AS decimal(12,2))), (TIMESTAMP '2026-01-01 12:00:00', CAST('4.50' AS decimal(12,2))), (TIMESTAMP '2026-01-03 09:00:00', CAST('7.25' AS decimal(12,2)))
)
SELECT d.day, coalesce(sum(o.amount), DECIMAL '0.00') AS revenue
FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-03')) AS d(day) LEFT JOIN orders o ON date(o.at) = d.day GROUP BY d.day ORDER BY d.day

-- case: pivot_by_filter
SELECT customer, sum(amount) FILTER (WHERE month(at) = 1) AS january, sum(amount) FILTER (WHERE month(at) = 2) AS february
FROM (VALUES ('a', DATE '2026-01-10', 5), ('a', DATE '2026-02-11', 7), ('b', DATE '2026-01-20', 1)) t(customer, at, amount) GROUP BY customer ORDER BY customer

-- case: top_n_per_group
SELECT category, product, units FROM (
  SELECT category, product, units, rank() OVER (PARTITION BY category ORDER BY units DESC, product) AS place
  FROM (VALUES ('fruit', 'apple', 5), ('fruit', 'pear', 3), ('fruit', 'plum', 9), ('nut', 'hazel', 2)) t(category, product, units)
) WHERE place <= 2 ORDER BY category, place

-- case: change_log_to_current_state
SELECT id, status FROM (
  SELECT t.*, row_number() OVER (PARTITION BY id ORDER BY seq DESC) AS n
  FROM (VALUES (1, 'insert', 'new', '001'), (1, 'modify', 'paid', '002'), (2, 'insert', 'new', '003'), (2, 'remove', NULL, '004')) t(id, op, status, seq)
) WHERE n = 1 AND op <> 'remove' ORDER BY id
