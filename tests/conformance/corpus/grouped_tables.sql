-- case: a_count_is_no_key
-- fails: not in GROUP BY
SELECT k, c FROM (SELECT k, count(*) c FROM (VALUES 1,1,2) t(k) GROUP BY k) GROUP BY k

-- case: an_expression_of_a_count_is_no_key
-- fails: not in GROUP BY
SELECT k, c + 1 FROM (SELECT k, count(*) c FROM (VALUES 1,1,2) t(k) GROUP BY k) GROUP BY k

-- case: a_count_behind_a_join_is_no_key
-- fails: not in GROUP BY
WITH g AS (SELECT k, count(*) c FROM (VALUES 1,1,2) t(k) GROUP BY k) SELECT g.k, g.c, sum(u.v) FROM g JOIN (VALUES (1, 2)) u(k, v) ON g.k = u.k GROUP BY g.k

-- case: a_distinct_column_is_no_key
-- fails: not in GROUP BY
WITH g AS (SELECT DISTINCT k, k + 1 AS c FROM (VALUES 1,1,2) t(k)) SELECT k, c FROM g GROUP BY k

-- case: having_a_count
-- fails: not in GROUP BY
SELECT k, max(c) FROM (SELECT k, count(*) c FROM (VALUES 1,1,2) t(k) GROUP BY k) GROUP BY k HAVING c > 1

-- case: sorted_by_a_count
-- fails: not in GROUP BY
SELECT k, max(c) FROM (SELECT k, count(*) c FROM (VALUES 1,1,2) t(k) GROUP BY k) GROUP BY k ORDER BY c

-- case: star_of_a_grouped_table
-- fails: not in GROUP BY
SELECT * FROM (SELECT k, count(*) c FROM (VALUES 1,1,2) t(k) GROUP BY k) GROUP BY k

-- case: an_element_is_no_key
-- fails: not in GROUP BY
SELECT k, x, count(*) FROM (SELECT k, array_agg(k) a FROM (VALUES 1,1,2) t(k) GROUP BY k) CROSS JOIN UNNEST(a) AS u(x) GROUP BY k

-- case: elements_of_a_group
SELECT k, count(*) FROM (SELECT k, array_agg(k) a FROM (VALUES 1,1,2) t(k) GROUP BY k) CROSS JOIN UNNEST(a) AS u(x) GROUP BY k ORDER BY k

-- case: elements_of_distinct_rows
WITH d AS (SELECT DISTINCT k, ARRAY[1,2] AS a FROM (VALUES 1,1,2) t(k)) SELECT k, sum(x) FROM d CROSS JOIN UNNEST(a) AS u(x) GROUP BY k ORDER BY k

-- case: elements_with_ordinality
WITH d AS (SELECT k, max(a) AS a FROM (VALUES (1, ARRAY[1,2]),(2,ARRAY[5])) t(k, a) GROUP BY k) SELECT k, sum(x) FROM d CROSS JOIN UNNEST(a) WITH ORDINALITY AS u(x, n) GROUP BY k ORDER BY k

-- case: elements_by_two_keys
WITH d AS (SELECT k, max(a) AS a FROM (VALUES (1, ARRAY[1,2]),(2,ARRAY[5])) t(k, a) GROUP BY k) SELECT k, a, sum(x) FROM d CROSS JOIN UNNEST(a) WITH ORDINALITY AS u(x, n) GROUP BY k, a ORDER BY k

-- case: elements_of_a_left_join
WITH d AS (SELECT k, max(a) AS a FROM (VALUES (1, ARRAY[1,2]),(2,ARRAY[5])) t(k, a) GROUP BY k) SELECT k, sum(x) FROM d LEFT JOIN UNNEST(a) AS u(x) ON true GROUP BY k ORDER BY k

-- case: elements_of_a_table_before
WITH d AS (SELECT k, max(a) AS a FROM (VALUES (1, ARRAY[1,2]),(2,ARRAY[5])) t(k, a) GROUP BY k), e AS (SELECT k, x FROM d CROSS JOIN UNNEST(a) AS u(x)) SELECT k, sum(x) FROM e GROUP BY k ORDER BY k

-- case: elements_of_a_table_before_joined
WITH d AS (SELECT k, max(a) AS a FROM (VALUES (1, ARRAY[1,2]),(2,ARRAY[5])) t(k, a) GROUP BY k), e AS (SELECT k, x FROM d CROSS JOIN UNNEST(a) AS u(x)) SELECT k, count(DISTINCT x) FROM e JOIN (VALUES 1,2) v(z) ON true GROUP BY k ORDER BY k

-- case: running_totals
WITH v AS (SELECT * FROM (VALUES ('A', 1, 100), ('A', 2, 0), ('A', 3, -40), ('B', 2, 10), ('B', 3, 0)) t(sku, d, delta)), balance AS (SELECT sku, d, delta, sum(delta) OVER (PARTITION BY sku ORDER BY d) AS on_hand FROM v) SELECT * FROM (SELECT b.*, SUM(IF(delta <> 0, 1, 0)) OVER (PARTITION BY sku ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS seg FROM balance b) x ORDER BY sku, d

-- case: segments_of_running_totals
WITH v AS (SELECT * FROM (VALUES ('A', 1, 100), ('A', 2, 0), ('A', 3, -40), ('B', 2, 10), ('B', 3, 0)) t(sku, d, delta)), balance AS (SELECT sku, d, delta, sum(delta) OVER (PARTITION BY sku ORDER BY d) AS on_hand FROM v) SELECT sku, MIN(d) AS from_d, MAX(d) AS to_d, COUNT(*) AS days, on_hand FROM (SELECT b.*, SUM(IF(delta <> 0, 1, 0)) OVER (PARTITION BY sku ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS seg FROM balance b) x GROUP BY sku, seg, on_hand ORDER BY sku, from_d

-- case: segments_of_ranges
WITH v AS (SELECT * FROM (VALUES ('A', 1, 100), ('A', 2, 0), ('A', 3, -40), ('B', 2, 10), ('B', 3, 0)) t(sku, d, delta)), balance AS (SELECT sku, d, COALESCE(delta, 0) AS delta, sum(COALESCE(delta, 0)) OVER (PARTITION BY sku ORDER BY d) AS on_hand FROM v) SELECT sku, MIN(d) AS from_d, MAX(d) AS to_d, COUNT(*) AS days, on_hand FROM (SELECT b.*, SUM(IF(delta <> 0, 1, 0)) OVER (PARTITION BY sku ORDER BY d) AS seg FROM balance b) x GROUP BY sku, seg, on_hand ORDER BY sku, from_d

-- case: segments_of_days_joined
WITH v AS (SELECT * FROM (VALUES ('A', 1, 100), ('A', 3, -40), ('B', 2, 10)) t(sku, d, delta)), s AS (SELECT * FROM (VALUES ('A'), ('B')) a(sku) CROSS JOIN (VALUES 1,2,3) b(d)), balance AS (SELECT s.sku, s.d, COALESCE(delta, 0) AS delta, sum(COALESCE(delta, 0)) OVER (PARTITION BY s.sku ORDER BY s.d) AS on_hand FROM s LEFT JOIN v ON s.sku = v.sku AND s.d = v.d) SELECT sku, MIN(d) AS from_d, MAX(d) AS to_d, COUNT(*) AS days, on_hand FROM (SELECT b.*, SUM(IF(delta <> 0, 1, 0)) OVER (PARTITION BY sku ORDER BY d) AS seg FROM balance b) x GROUP BY sku, seg, on_hand ORDER BY sku, from_d

-- case: segments_of_sequences
WITH v AS (SELECT * FROM (VALUES ('A', 1, 100), ('A', 3, -40), ('B', 2, 10)) t(sku, d, delta)), s AS (SELECT * FROM (VALUES ('A'), ('B')) a(sku) CROSS JOIN UNNEST(sequence(1, 3)) b(d)), balance AS (SELECT s.sku, s.d, COALESCE(delta, 0) AS delta, sum(COALESCE(delta, 0)) OVER (PARTITION BY s.sku ORDER BY s.d) AS on_hand FROM s LEFT JOIN v ON s.sku = v.sku AND s.d = v.d) SELECT sku, MIN(d) AS from_d, MAX(d) AS to_d, COUNT(*) AS days, on_hand FROM (SELECT b.*, SUM(IF(delta <> 0, 1, 0)) OVER (PARTITION BY sku ORDER BY d) AS seg FROM balance b) x GROUP BY sku, seg, on_hand ORDER BY sku, from_d

-- case: segments_of_a_spine_per_key
WITH v AS (SELECT * FROM (VALUES ('A', 1, 100), ('A', 3, -40), ('B', 2, 10)) t(sku, d, delta)), g AS (SELECT sku, min(d) AS lo, 3 AS hi FROM v GROUP BY sku), s AS (SELECT g.sku, d FROM g CROSS JOIN UNNEST(sequence(g.lo, g.hi)) b(d)), balance AS (SELECT s.sku, s.d, COALESCE(delta, 0) AS delta, sum(COALESCE(delta, 0)) OVER (PARTITION BY s.sku ORDER BY s.d) AS on_hand FROM s LEFT JOIN v ON s.sku = v.sku AND s.d = v.d) SELECT sku, MIN(d) AS from_d, MAX(d) AS to_d, COUNT(*) AS days, on_hand FROM (SELECT b.*, SUM(IF(delta <> 0, 1, 0)) OVER (PARTITION BY sku ORDER BY d) AS seg FROM balance b) x GROUP BY sku, seg, on_hand ORDER BY sku, from_d

-- case: days_of_a_spine_per_key
WITH v AS (SELECT * FROM (VALUES ('A', 1, 100), ('A', 3, -40), ('B', 2, 10)) t(sku, d, delta)), g AS (SELECT sku, min(d) AS lo, 3 AS hi FROM v GROUP BY sku), s AS (SELECT g.sku, d FROM g CROSS JOIN UNNEST(sequence(g.lo, g.hi)) b(d)) SELECT sku, MIN(d) AS from_d, MAX(d) AS to_d, COUNT(*) AS days FROM s GROUP BY sku ORDER BY sku

-- case: halves_of_a_spine_per_key
WITH v AS (SELECT * FROM (VALUES ('A', 1, 100), ('A', 3, -40), ('B', 2, 10)) t(sku, d, delta)), g AS (SELECT sku, min(d) AS lo, 3 AS hi FROM v GROUP BY sku), s AS (SELECT g.sku, d FROM g CROSS JOIN UNNEST(sequence(g.lo, g.hi)) b(d)) SELECT sku, d / 2 AS h, MIN(d) AS from_d, MAX(d) AS to_d, COUNT(*) AS days FROM s GROUP BY sku, d / 2 ORDER BY sku, 2
