-- NULL beside ||, what aggregates of DISTINCT values sort by, percentiles of what is not finite.

-- case: sum_distinct_x_x_1_x
-- fails: sorts by what is no argument
SELECT sum(DISTINCT x ORDER BY x + 1) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_x_x
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x ORDER BY -x) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_x_x_2
SELECT array_agg(DISTINCT x ORDER BY t.x) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_x_y_x_y
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x ORDER BY x, y) FROM (VALUES (1, 2), (2, 3)) t (x, y)

-- case: array_agg_distinct_x_1_x_1_x
SELECT array_agg(DISTINCT x + 1 ORDER BY x + 1) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_1_x_1_x_2
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x + 1 ORDER BY X + 1) FROM (VALUES 1, 2, 2) t (x)

-- case: max_by_distinct_x_y_y_x_y
SELECT max_by(DISTINCT x, y ORDER BY y) FROM (VALUES (1, 2), (2, 3)) t (x, y)

-- case: count_distinct_x_y_x_y
-- fails: sorts by what is no argument
SELECT count(DISTINCT x ORDER BY y) FROM (VALUES (1, 2), (2, 3)) t (x, y)

-- case: approx_percentile_x_0_5_x
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES 1e0, nan()) t (x)

-- case: approx_percentile_x_array_0_5_0_9_x
-- fails: a value is not finite
SELECT approx_percentile(x, ARRAY[0.5, 0.9]) FROM (VALUES 1e0, nan()) t (x)

-- case: approx_percentile_cast_x_real_0_5_x
-- fails: a value is not finite
SELECT approx_percentile(CAST(x AS real), 0.5) FROM (VALUES 1e0, nan()) t (x)

-- case: approx_percentile_x_0_5_x_2
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES 1e0, infinity()) t (x)

-- case: approx_percentile_x_0_9_x
-- fails: a value is not finite
SELECT approx_percentile(x, 0.9) FROM (VALUES 1e0, infinity(), 3e0, 4e0) t (x)

-- case: approx_percentile_x_0_5_x_3
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES -infinity(), infinity()) t (x)

-- case: approx_percentile_cast_x_real_0_5_x_2
-- fails: a value is not finite
SELECT approx_percentile(CAST(x AS real), 0.5) FROM (VALUES -infinity(), infinity()) t (x)

-- case: array_1_2_beside_null
-- fails: NULL could be of several types
SELECT ARRAY[1, 2] || NULL

-- case: null_beside_array_1_2
-- fails: NULL could be of several types
SELECT NULL || ARRAY[1, 2]

-- case: array_1_2_beside_cast_null_integer
SELECT ARRAY[1, 2] || CAST(NULL AS integer)

-- case: array_array_1_array_2_beside_null
-- fails: NULL could be of several types
SELECT ARRAY[ARRAY[1], ARRAY[2]] || NULL

-- case: null_beside_null
-- fails: NULL could be of several types
SELECT NULL || NULL

-- case: beside_null
SELECT 'a' || NULL

-- case: concat_array_1_null
-- fails: NULL could be of several types
SELECT concat(ARRAY[1], NULL)

-- case: concat_null_null
-- fails: NULL could be of several types
SELECT concat(NULL, NULL)

-- case: array_agg_distinct_x_x
SELECT array_agg(DISTINCT x) FROM (VALUES -0e0) t (x)

-- case: sum_distinct_x_x
SELECT sum(DISTINCT x) FROM (VALUES -0e0) t (x)

-- case: min_distinct_x_x
SELECT min(DISTINCT x) FROM (VALUES -0e0) t (x)

-- case: distinct_x_x
SELECT DISTINCT x FROM (VALUES -0e0) t (x)

-- case: x_count_star_x_group_x
SELECT x, count(*) FROM (VALUES -0e0) t (x) GROUP BY x

-- case: tdigest_agg_x_x
-- fails: a value is not finite
SELECT tdigest_agg(x) FROM (VALUES nan()) t (x)

-- case: numeric_histogram_3_x_x
SELECT numeric_histogram(3, x) FROM (VALUES nan(), 1e0) t (x)

-- case: array_agg_distinct_x_x_x_3
SELECT array_agg(DISTINCT x ORDER BY X) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_x_x_4
SELECT array_agg(DISTINCT X ORDER BY x) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_x_x_5
SELECT array_agg(DISTINCT t.x ORDER BY x) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_1_x_1_x_3
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT t.x + 1 ORDER BY x + 1) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_x_x_6
SELECT array_agg(DISTINCT T.X ORDER BY t.x) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_1_x_1_x_4
SELECT array_agg(DISTINCT x + 1 ORDER BY (x + 1)) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_x_x_7
SELECT array_agg(DISTINCT "x" ORDER BY x) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_upper_x_upper_x_x
SELECT array_agg(DISTINCT upper(x) ORDER BY UPPER(x)) FROM (VALUES 'a', 'b') t (x)

-- case: array_agg_distinct_x_1_1_x_x
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x + 1 ORDER BY 1 + x) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_1_x
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x ORDER BY 1) FROM (VALUES 1, 2, 2) t (x)

-- case: array_agg_distinct_x_x_x_desc_x
SELECT array_agg(DISTINCT x ORDER BY x, x DESC) FROM (VALUES 1, 2, 2) t (x)

-- case: listagg_distinct_x_within_group_y_x_y
-- fails: sorts by what is no argument
SELECT listagg(DISTINCT x, ',') WITHIN GROUP (ORDER BY y) FROM (VALUES ('a', 2), ('b', 1)) t (x, y)

-- case: listagg_distinct_x_within_group_x_x_y
SELECT listagg(DISTINCT x, ',') WITHIN GROUP (ORDER BY x) FROM (VALUES ('a', 2), ('b', 1)) t (x, y)

-- case: sum_distinct_x_x_1_over_x
-- fails: not in GROUP BY
SELECT sum(DISTINCT x ORDER BY x + 1) OVER () FROM (VALUES 1, 2, 2) t (x)

-- case: sum_distinct_x_filter_x_1_x
SELECT sum(DISTINCT x) FILTER (WHERE x > 1) FROM (VALUES 1, 2, 2) t (x)

-- case: sum_distinct_x_x_x
SELECT sum(DISTINCT x ORDER BY x) FROM (VALUES 1, 2, 2) t (x)

-- case: approx_percentile_x_2_0_5_x
-- fails: a value is not finite
SELECT approx_percentile(x, 2, 0.5) FROM (VALUES 1e0, nan()) t (x)

-- case: approx_percentile_x_0_5_x_4
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES nan()) t (x)

-- case: approx_percentile_x_0_5_x_x_0
SELECT approx_percentile(x, 0.5) FROM (VALUES 1e0, nan()) t (x) WHERE x > 0

-- case: approx_percentile_x_0_5_1e0_1_infinity_2_x_y
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES (1e0, 1), (infinity(), 2)) t (x, y) GROUP BY y

-- case: approx_percentile_x_0_5_over_x
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) OVER () FROM (VALUES 1e0, infinity()) t (x)

-- case: approx_percentile_x_0_5_filter_is_finite_x_x
SELECT approx_percentile(x, 0.5) FILTER (WHERE is_finite(x)) FROM (VALUES 1e0, infinity()) t (x)

-- case: approx_percentile_x_0_5_real_1_cast_nan_real
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES REAL '1', CAST(nan() AS real)) t (x)

-- case: x_beside_null_x
-- fails: NULL could be of several types
SELECT x || NULL FROM (VALUES ARRAY[1]) t (x)

-- case: x_beside_null_x_2
-- fails: NULL could be of several types
SELECT x || NULL FROM (VALUES VARBINARY 'a') t (x)

-- case: null_beside_x_x
-- fails: NULL could be of several types
SELECT NULL || x FROM (VALUES VARBINARY 'a') t (x)

-- case: x_beside_null_x_3
-- fails: NULL could be of several types
SELECT x || NULL FROM (VALUES CAST('a' AS varchar)) t (x)

-- case: null_beside_x_x_2
-- fails: NULL could be of several types
SELECT NULL || x FROM (VALUES CAST('a' AS varchar)) t (x)

-- case: concat_null
SELECT concat('a', NULL, 'b')

-- case: concat_null_2
SELECT concat('a', NULL)

-- case: concat_null_3
SELECT concat(NULL, 'a')

-- case: concat_array_1_null_array_2
SELECT concat(ARRAY[1], NULL, ARRAY[2])

-- case: concat_array_1_null_2
-- fails: no such function
SELECT concat(ARRAY[1], NULL, 2)

-- case: concat_null_null_null
-- fails: NULL could be of several types
SELECT concat(NULL, NULL, NULL)

-- case: concat_x_aa_null
-- fails: NULL could be of several types
SELECT concat(X'aa', NULL)

-- case: beside_null_beside
SELECT 'a' || NULL || 'b'

-- case: array_1_beside_2_beside_null
-- fails: NULL could be of several types
SELECT ARRAY[1] || 2 || NULL

-- case: array_null_beside_null
SELECT ARRAY[NULL] || NULL

-- case: array_null_beside_1
SELECT ARRAY[NULL] || 1

-- case: beside_beside_null
-- fails: NULL could be of several types
SELECT 'a' || 'b' || NULL

-- case: 1_beside_null
SELECT 1 || NULL

-- case: null_beside_1
SELECT NULL || 1
