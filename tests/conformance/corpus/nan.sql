-- case: last_of_an_order
SELECT x / x AS y, x FROM (VALUES 0e0, 1e0, 2e0) t(x) ORDER BY y

-- case: last_of_several_keys
SELECT x / x AS y, x FROM (VALUES 0e0, 1e0, 2e0) t(x) ORDER BY y, x

-- case: by_aggregates
SELECT max(x / x), min(x / x), max_by(x, x / x), count(DISTINCT x / x), array_sort(array_agg(x / x)), array_max(array_agg(x / x)), greatest(max(x / x), 1e0) FROM (VALUES 0e0, 1e0, 2e0) t(x)

-- case: one_group_of_quotients
SELECT y, count(*) FROM (SELECT x / x AS y FROM (VALUES 0e0, 1e0, 2e0) t(x) UNION ALL SELECT nan()) GROUP BY y ORDER BY y

-- case: one_group_of_differences
SELECT y, count(*) FROM (SELECT x - x AS y FROM (VALUES infinity(), 1e0, 2e0) t(x) UNION ALL SELECT nan()) GROUP BY y ORDER BY y

-- case: one_distinct_product
SELECT DISTINCT y FROM (SELECT x * (x - x) AS y FROM (VALUES infinity(), 1e0, 2e0) t(x) UNION ALL SELECT nan()) ORDER BY y

-- case: of_functions
SELECT ln(-x) y, sqrt(-x) z, x % 0e0 m, mod(x, 0e0) n, acos(x) a FROM (VALUES 2e0, 3e0) t(x) ORDER BY ln(-x), x

-- case: of_a_root_in_order
SELECT y FROM (SELECT sqrt(-x) y FROM (VALUES 2e0, -3e0) t(x) UNION ALL SELECT 1e0) ORDER BY y

-- case: of_a_logarithm_in_order
SELECT y FROM (SELECT ln(-x) y FROM (VALUES 2e0, -3e0) t(x) UNION ALL SELECT 1e0) ORDER BY y

-- case: of_a_remainder_in_order
SELECT y FROM (SELECT x % 0e0 y FROM (VALUES 2e0, -3e0) t(x) UNION ALL SELECT 1e0) ORDER BY y

-- case: of_an_angle_in_order
SELECT y FROM (SELECT acos(x) y FROM (VALUES 2e0, 1e0) t(x) UNION ALL SELECT 1e0) ORDER BY y

-- case: negated_in_order
SELECT y FROM (SELECT -x y FROM (VALUES nan(), 1e0) t(x) UNION ALL SELECT 1e0) ORDER BY y

-- case: absolute_in_order
SELECT y FROM (SELECT abs(-x) y FROM (VALUES nan(), 1e0) t(x) UNION ALL SELECT 1e0) ORDER BY y

-- case: one_group_with_the_negated
SELECT y, count(*) FROM (SELECT -x y FROM (VALUES nan(), 1e0) t(x) UNION ALL SELECT nan()) GROUP BY y ORDER BY y

-- case: extremes_of_the_negated
SELECT max(-x), min(-x) FROM (VALUES nan(), 1e0, -5e0) t(x)

-- case: negated_as_real
SELECT y FROM (SELECT CAST(-x AS real) y FROM (VALUES nan(), 1e0) t(x) UNION ALL SELECT REAL '1') ORDER BY y

-- case: bits_of
SELECT to_hex(to_ieee754_64(-x)), to_hex(to_ieee754_64(x / x * 0e0)) FROM (VALUES nan()) t(x)

-- case: bits_read
SELECT from_ieee754_64(X'FFF8000000000000'), max(x) FROM (VALUES from_ieee754_64(X'FFF8000000000000'), 1e0) t(x)

-- case: order_of_bits_read
SELECT x FROM (VALUES from_ieee754_64(X'FFF8000000000001'), 1e0, nan()) t(x) ORDER BY x

-- case: one_group_of_bits_read
SELECT x, count(*) FROM (VALUES from_ieee754_64(X'FFF8000000000001'), 1e0, nan()) t(x) GROUP BY x ORDER BY x

-- case: of_both_infinities
SELECT avg(x), stddev(x), sum(x), sum(x) OVER () FROM (VALUES infinity(), -infinity()) t(x) GROUP BY x ORDER BY 1

-- case: sum_of_both_infinities
SELECT s FROM (SELECT sum(x) s FROM (VALUES infinity(), -infinity()) t(x) UNION ALL SELECT 1e0) ORDER BY s

-- case: average_of_both_infinities
SELECT s FROM (SELECT avg(x) s FROM (VALUES infinity(), -infinity()) t(x) UNION ALL SELECT 1e0) ORDER BY s

-- case: deviation_of_both_infinities
SELECT s FROM (SELECT stddev(x) s FROM (VALUES infinity(), -infinity()) t(x) UNION ALL SELECT 1e0) ORDER BY s

-- case: correlation_of_equals
SELECT s FROM (SELECT corr(x, x) s FROM (VALUES 1e0, 1e0) t(x) UNION ALL SELECT 1e0) ORDER BY s

-- case: compared_when_negated
SELECT -x = -x, -x < 1e0, -x > 1e0, -x IN (nan()), nullif(-x, -x), -x IS DISTINCT FROM x FROM (VALUES nan()) t(x)

-- case: in_arrays_when_negated
SELECT array_distinct(ARRAY[-x, x, nan(), x / x]), contains(ARRAY[-x], x), array_sort(ARRAY[-x, 1e0, x - x]), array_union(ARRAY[-x], ARRAY[x]) FROM (VALUES nan()) t(x)

-- case: one_key_of_a_map
SELECT map_agg(y, z) FROM (SELECT -x AS y, 1 AS z FROM (VALUES nan()) t(x) UNION ALL SELECT nan(), 1)

-- case: joins_nothing
SELECT count(*) FROM (VALUES nan()) t(x) JOIN (VALUES nan()) u(y) ON -x = y

-- case: intersects_itself
SELECT count(*) FROM (SELECT -x AS y FROM (VALUES nan()) t(x) INTERSECT SELECT nan())

-- case: ranked_when_negated
SELECT rank() OVER (ORDER BY -x), x FROM (VALUES nan(), 1e0, -5e0) t(x) ORDER BY x

-- case: nulls_first
SELECT k, v FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY v NULLS FIRST, k

-- case: nulls_first_alone
SELECT v FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY v NULLS FIRST

-- case: nulls_first_and_a_limit
SELECT k FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY v NULLS FIRST, k OFFSET 2 LIMIT 2

-- case: nulls_first_within_groups
SELECT p, array_agg(k ORDER BY v NULLS FIRST, k) FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) GROUP BY p ORDER BY p

-- case: nulls_first_of_distinct
SELECT DISTINCT v FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY v NULLS FIRST

-- case: nulls_first_ranked
SELECT k, rank() OVER (ORDER BY v NULLS FIRST), dense_rank() OVER (PARTITION BY p ORDER BY v NULLS FIRST), sum(k) OVER (ORDER BY v NULLS FIRST), min(v) OVER (ORDER BY v NULLS FIRST) FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY k

-- case: nulls_first_best_of
SELECT k, r FROM (SELECT k, row_number() OVER (ORDER BY v NULLS FIRST, k) AS r FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p)) WHERE r <= 2 ORDER BY k

-- case: nulls_first_joined
SELECT listagg(CAST(k AS varchar), ',') WITHIN GROUP (ORDER BY v NULLS FIRST, k) FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p)

-- case: nulls_first_of_arrays
SELECT k, v FROM (SELECT k, ARRAY[v] AS v FROM (VALUES (0, 2e0), (1, nan()), (2, -0e0), (4, infinity()), (6, nan())) t(k, v)) ORDER BY v NULLS FIRST, k

-- case: nulls_first_of_reals
SELECT k, v, rank() OVER (ORDER BY v NULLS FIRST) FROM (SELECT k, CAST(v AS real) AS v FROM (VALUES (0, 2e0), (1, nan()), (2, -0e0), (3, NULL), (4, infinity())) t(k, v)) ORDER BY v NULLS FIRST, k

-- case: nulls_first_descending
SELECT k, v FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY v DESC NULLS FIRST, k

-- case: nulls_first_alone_descending
SELECT v FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY v DESC NULLS FIRST

-- case: nulls_first_and_a_limit_descending
SELECT k FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY v DESC NULLS FIRST, k OFFSET 2 LIMIT 2

-- case: nulls_first_within_groups_descending
SELECT p, array_agg(k ORDER BY v DESC NULLS FIRST, k) FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) GROUP BY p ORDER BY p

-- case: nulls_first_of_distinct_descending
SELECT DISTINCT v FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY v DESC NULLS FIRST

-- case: nulls_first_ranked_descending
SELECT k, rank() OVER (ORDER BY v DESC NULLS FIRST), dense_rank() OVER (PARTITION BY p ORDER BY v DESC NULLS FIRST), sum(k) OVER (ORDER BY v DESC NULLS FIRST), min(v) OVER (ORDER BY v DESC NULLS FIRST) FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p) ORDER BY k

-- case: nulls_first_best_of_descending
SELECT k, r FROM (SELECT k, row_number() OVER (ORDER BY v DESC NULLS FIRST, k) AS r FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p)) WHERE r <= 2 ORDER BY k

-- case: nulls_first_joined_descending
SELECT listagg(CAST(k AS varchar), ',') WITHIN GROUP (ORDER BY v DESC NULLS FIRST, k) FROM (VALUES (0, 2e0, 1), (1, nan(), 1), (2, -0e0, 2), (3, NULL, 1), (4, infinity(), 2), (5, -infinity(), 2), (6, nan(), 2)) t(k, v, p)

-- case: nulls_first_of_arrays_descending
SELECT k, v FROM (SELECT k, ARRAY[v] AS v FROM (VALUES (0, 2e0), (1, nan()), (2, -0e0), (4, infinity()), (6, nan())) t(k, v)) ORDER BY v DESC NULLS FIRST, k

-- case: nulls_first_of_reals_descending
SELECT k, v, rank() OVER (ORDER BY v DESC NULLS FIRST) FROM (SELECT k, CAST(v AS real) AS v FROM (VALUES (0, 2e0), (1, nan()), (2, -0e0), (3, NULL), (4, infinity())) t(k, v)) ORDER BY v DESC NULLS FIRST, k

-- case: in_a_list
SELECT x, x IN (nan()), x NOT IN (nan(), 1e0), x IN (1e0, 2e0) FROM (VALUES nan(), 1e0, NULL) t(x) ORDER BY x

-- case: through_lambdas
SELECT array_sort(transform(ARRAY[0e0, 1e0], x -> x / x)), array_distinct(transform(ARRAY[0e0, 0e0], x -> -(x / x))), reduce(ARRAY[infinity(), -infinity()], 0e0, (s, x) -> s + x, s -> -s)

-- case: through_try
SELECT try(x / x) AS y FROM (VALUES 0e0, 1e0, NULL) t(x) ORDER BY y

-- case: of_reals
SELECT y, count(*) FROM (SELECT x / x AS y FROM (VALUES REAL '0', REAL '1', REAL '2') t(x) UNION ALL SELECT CAST(nan() AS real)) GROUP BY y ORDER BY y

-- case: of_a_ratio_by_group
SELECT g, sum(a) / sum(b) AS ratio FROM (VALUES ('x', 0e0, 0e0), ('y', 1e0, 2e0), ('z', 3e0, 0e0), ('w', 0e0, 0e0)) t(g, a, b) GROUP BY g ORDER BY ratio, g

-- case: over_a_window
SELECT k, avg(v) OVER (ORDER BY k ROWS 1 PRECEDING) AS a FROM (VALUES (1, infinity()), (2, -infinity()), (3, 1e0)) t(k, v) ORDER BY a, k

-- case: between_nan_and_null
SELECT x FROM (VALUES 0.1e0, nan(), NULL) t(x) WHERE NOT (x BETWEEN nan() AND nan()) ORDER BY x

-- case: nan_beside_null
SELECT x, y, x = y, x <> y, x < y, x <= y, x > y, x >= y, NOT (x > y) FROM (VALUES (nan(), NULL), (NULL, nan()), (nan(), nan()), (1e0, nan()), (nan(), 1e0), (NULL, NULL)) t(x, y) ORDER BY x, y

-- case: null_below_nan
SELECT x FROM (VALUES 0.1e0, nan(), NULL) t(x) WHERE NOT (x BETWEEN NULL AND NULL) OR x > NULL ORDER BY x
