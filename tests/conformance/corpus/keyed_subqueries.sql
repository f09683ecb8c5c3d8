-- GROUP BY and DISTINCT over joins with grouped or DISTINCT subqueries, whose keys occur once there and more often behind the join.

-- case: grouped_by_key_and_more_in_order
SELECT d.customer, o.item, count(*) AS n FROM (SELECT DISTINCT customer FROM (VALUES 1, 2, 2) AS v(customer)) AS d JOIN (VALUES (1, 'pen'), (1, 'ink'), (2, 'pad'), (2, 'cup'), (1, 'pen')) AS o(customer, item) ON d.customer = o.customer GROUP BY 1, 2 ORDER BY 1, 2

-- case: distinct_of_key_and_more_in_order
SELECT DISTINCT d.customer, o.item FROM (SELECT DISTINCT customer FROM (VALUES 1, 2) AS v(customer)) AS d JOIN (VALUES (1, 'pen'), (1, 'ink'), (2, 'pad'), (2, 'cup'), (1, 'pen')) AS o(customer, item) ON d.customer = o.customer ORDER BY 1, 2

-- case: count_distinct_by_key_and_more
SELECT d.customer, o.day, count(DISTINCT o.item) AS items FROM (SELECT customer, max(at) AS latest FROM (VALUES (1, 5), (2, 6), (3, 7)) AS v(customer, at) GROUP BY customer) AS d JOIN (VALUES (1, 'pen', 10), (1, 'ink', 20), (1, 'cup', 20), (2, 'pad', 10)) AS o(customer, item, day) ON d.customer = o.customer GROUP BY d.customer, o.day ORDER BY 1, 2

-- case: count_distinct_without_the_column_shown
SELECT d.k, count(DISTINCT t.x) AS n FROM (SELECT DISTINCT k FROM (VALUES 1, 2, 3) AS v(k)) AS d JOIN (VALUES (1, 1, 10), (1, 2, 20), (2, 3, 10)) AS t(k, x, v) ON d.k = t.k GROUP BY d.k, t.v ORDER BY 1, 2

-- case: grouped_again_by_what_was_grouped
SELECT k, n FROM (SELECT d.k, t.v, count(*) AS n FROM (SELECT DISTINCT k FROM (VALUES 1, 2) AS v(k)) AS d CROSS JOIN (VALUES 10, 20) AS t(v) GROUP BY d.k, t.v) GROUP BY k, n, v ORDER BY 1

-- case: lateral_grouped_by_what_is_not_shown
SELECT t.k, l.n FROM (VALUES 1, 2, 3) AS t(k) INNER JOIN LATERAL (SELECT count(DISTINCT key) AS n FROM (VALUES (1, 10), (2, 20), (3, 10)) AS t2(key, value) WHERE t2.key <= t.k GROUP BY value) AS l ON TRUE ORDER BY 1, 2

-- case: filter_above_the_group
SELECT k, v, c FROM (SELECT d.k, e.v, count(*) AS c FROM (SELECT DISTINCT k FROM (VALUES 1, 2) AS t(k)) AS d JOIN (VALUES (1, 6), (1, 5), (2, 9), (2, 8), (1, 6)) AS e(k, v) ON d.k = e.k GROUP BY 1, 2) WHERE k = 1 AND v > 4 ORDER BY 1, 2

-- case: scalar_subquery_beside_the_key
SELECT d.k, o.v, (SELECT max(x) FROM (VALUES (1, 2), (1, 3), (2, 9)) AS m(k, x) WHERE m.k = d.k) AS m, count(*) AS n FROM (SELECT k, count(*) AS c FROM (VALUES 1, 2) AS t(k) GROUP BY k) AS d JOIN (VALUES (1, 7), (1, 6), (2, 6), (1, 7)) AS o(k, v) ON o.k = d.k GROUP BY d.k, o.v ORDER BY 1, 2

-- case: key_on_the_side_that_may_be_missing
SELECT o.g, s.m, o.v, count(*) AS n FROM (VALUES (1, 7), (1, 6), (2, 6), (3, 0), (NULL, 1)) AS o(g, v) LEFT JOIN (SELECT k, max(x) AS m FROM (VALUES (1, 2), (1, 3), (2, 9), (NULL, 4)) AS t(k, x) GROUP BY k) AS s ON s.k = o.g GROUP BY s.k, s.m, o.g, o.v ORDER BY o.g, s.m, o.v

-- case: within_a_subquery_that_is_a_value
SELECT (SELECT sum(n) FROM (SELECT d.k, count(DISTINCT v) AS n FROM (SELECT DISTINCT k FROM (VALUES 1) AS t(k)) AS d JOIN (VALUES (1, 6, 1), (1, 5, 2), (1, 4, 2)) AS e(k, v, w) ON d.k = e.k GROUP BY d.k, w)) AS a

-- case: rollup_over_a_joined_key
SELECT d.k, e.v, sum(e.w) AS s FROM (SELECT k, max(q) AS q FROM (VALUES (1, 1), (2, 2)) AS t(k, q) GROUP BY k) AS d JOIN (VALUES (1, 6, 1), (1, 5, 2), (2, 4, 2)) AS e(k, v, w) ON d.k = e.k GROUP BY ROLLUP (d.k, e.v) ORDER BY 1, 2

-- case: semi_joined_key
SELECT k, v, count(*) AS n FROM (VALUES (1, 3), (1, 2), (2, 1), (1, 3)) AS t(k, v) WHERE k IN (SELECT DISTINCT k FROM (VALUES 1, 1) AS s(k)) GROUP BY k, v ORDER BY k, v

-- case: recursion_of_ten_steps
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 11) SELECT count(*) AS n, max(n) AS m FROM t

-- case: recursion_of_eleven_steps
-- fails: ten steps at most
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 12) SELECT count(*) AS n FROM t

-- case: recursion_without_an_end
-- fails: ten steps at most
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT count(*) AS n FROM t

-- case: unnamed_columns_behind_a_star
SELECT *, x + 1 FROM (SELECT 2 AS x, count(*) FROM (VALUES 1) AS t(y))

-- case: unnamed_columns_of_two_tables
SELECT * FROM (VALUES 1) CROSS JOIN (VALUES 'a') CROSS JOIN UNNEST(ARRAY[true])

-- case: an_unnamed_column_has_no_name
-- fails: _col0 is a name of the result alone
SELECT _col0 FROM (SELECT 1)

-- case: least_of_a_group_of_infinities
SELECT g, min(x) AS lo, max(x) AS hi FROM (VALUES (1, infinity()), (2, -infinity()), (3, nan()), (3, 1e0), (4, nan()), (5, -2e0), (5, -3e0), (6, NULL)) AS t(g, x) GROUP BY g ORDER BY g

-- case: least_real_of_a_group
SELECT g, min(x) AS lo, max(x) AS hi FROM (VALUES (1, CAST(infinity() AS real)), (2, CAST(-infinity() AS real)), (3, REAL '-1.5'), (3, REAL '2.5')) AS t(g, x) GROUP BY g ORDER BY g

-- case: sliding_extremes_of_doubles
SELECT x, min(y) OVER (ORDER BY x ROWS 1 PRECEDING) AS lo, max(y) OVER (ORDER BY x ROWS 1 PRECEDING) AS hi FROM (VALUES (1, 2e0), (2, infinity()), (3, nan()), (4, -infinity())) AS t(x, y) ORDER BY x

-- case: maps_built_in_order
SELECT multimap_agg(x, y ORDER BY z) AS mm, multimap_agg(x, y ORDER BY z DESC) FILTER (WHERE y > 1) AS down FROM (VALUES (1, 2, 2), (1, 5, 5), (2, 1, 5), (3, 4, 4), (2, 5, 1), (1, 1, 1), (NULL, 1, 1)) AS t(x, y, z)

-- case: unnamed_keys_and_values
SELECT * FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2])) WITH ORDINALITY ORDER BY 3

-- case: a_key_without_a_name
-- fails: the columns of UNNEST have no names but those that are given
SELECT key FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2]))
