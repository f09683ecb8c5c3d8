-- NULL beside ||, what aggregates of DISTINCT values sort by, percentiles of what is not finite.

-- case: a_0
-- fails: sorts by what is no argument
SELECT sum(DISTINCT x ORDER BY x + 1) FROM (VALUES 1, 2, 2) t (x)

-- case: a_1
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x ORDER BY -x) FROM (VALUES 1, 2, 2) t (x)

-- case: a_2
SELECT array_agg(DISTINCT x ORDER BY t.x) FROM (VALUES 1, 2, 2) t (x)

-- case: a_3
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x ORDER BY x, y) FROM (VALUES (1, 2), (2, 3)) t (x, y)

-- case: a_4
SELECT array_agg(DISTINCT x + 1 ORDER BY x + 1) FROM (VALUES 1, 2, 2) t (x)

-- case: a_5
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x + 1 ORDER BY X + 1) FROM (VALUES 1, 2, 2) t (x)

-- case: a_6
SELECT max_by(DISTINCT x, y ORDER BY y) FROM (VALUES (1, 2), (2, 3)) t (x, y)

-- case: a_7
-- fails: sorts by what is no argument
SELECT count(DISTINCT x ORDER BY y) FROM (VALUES (1, 2), (2, 3)) t (x, y)

-- case: a_8
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES 1e0, nan()) t (x)

-- case: a_9
-- fails: a value is not finite
SELECT approx_percentile(x, ARRAY[0.5, 0.9]) FROM (VALUES 1e0, nan()) t (x)

-- case: a_10
-- fails: a value is not finite
SELECT approx_percentile(CAST(x AS real), 0.5) FROM (VALUES 1e0, nan()) t (x)

-- case: a_11
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES 1e0, infinity()) t (x)

-- case: a_12
-- fails: a value is not finite
SELECT approx_percentile(x, 0.9) FROM (VALUES 1e0, infinity(), 3e0, 4e0) t (x)

-- case: a_13
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES -infinity(), infinity()) t (x)

-- case: a_14
-- fails: a value is not finite
SELECT approx_percentile(CAST(x AS real), 0.5) FROM (VALUES -infinity(), infinity()) t (x)

-- case: a_15
-- fails: NULL could be of several types
SELECT ARRAY[1, 2] || NULL

-- case: a_16
-- fails: NULL could be of several types
SELECT NULL || ARRAY[1, 2]

-- case: a_17
SELECT ARRAY[1, 2] || CAST(NULL AS integer)

-- case: a_18
-- fails: NULL could be of several types
SELECT ARRAY[ARRAY[1], ARRAY[2]] || NULL

-- case: a_19
-- fails: NULL could be of several types
SELECT NULL || NULL

-- case: a_20
SELECT 'a' || NULL

-- case: a_21
-- fails: NULL could be of several types
SELECT concat(ARRAY[1], NULL)

-- case: a_22
-- fails: NULL could be of several types
SELECT concat(NULL, NULL)

-- case: a_25
SELECT array_agg(DISTINCT x) FROM (VALUES -0e0) t (x)

-- case: a_26
SELECT sum(DISTINCT x) FROM (VALUES -0e0) t (x)

-- case: a_27
SELECT min(DISTINCT x) FROM (VALUES -0e0) t (x)

-- case: a_28
SELECT DISTINCT x FROM (VALUES -0e0) t (x)

-- case: a_29
SELECT x, count(*) FROM (VALUES -0e0) t (x) GROUP BY x

-- case: a_30
-- fails: a value is not finite
SELECT tdigest_agg(x) FROM (VALUES nan()) t (x)

-- case: a_31
SELECT numeric_histogram(3, x) FROM (VALUES nan(), 1e0) t (x)

-- case: b_0
SELECT array_agg(DISTINCT x ORDER BY X) FROM (VALUES 1, 2, 2) t (x)

-- case: b_1
SELECT array_agg(DISTINCT X ORDER BY x) FROM (VALUES 1, 2, 2) t (x)

-- case: b_2
SELECT array_agg(DISTINCT t.x ORDER BY x) FROM (VALUES 1, 2, 2) t (x)

-- case: b_3
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT t.x + 1 ORDER BY x + 1) FROM (VALUES 1, 2, 2) t (x)

-- case: b_4
SELECT array_agg(DISTINCT T.X ORDER BY t.x) FROM (VALUES 1, 2, 2) t (x)

-- case: b_5
SELECT array_agg(DISTINCT x + 1 ORDER BY (x + 1)) FROM (VALUES 1, 2, 2) t (x)

-- case: b_6
SELECT array_agg(DISTINCT "x" ORDER BY x) FROM (VALUES 1, 2, 2) t (x)

-- case: b_7
SELECT array_agg(DISTINCT upper(x) ORDER BY UPPER(x)) FROM (VALUES 'a', 'b') t (x)

-- case: b_9
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x + 1 ORDER BY 1 + x) FROM (VALUES 1, 2, 2) t (x)

-- case: b_10
-- fails: sorts by what is no argument
SELECT array_agg(DISTINCT x ORDER BY 1) FROM (VALUES 1, 2, 2) t (x)

-- case: b_11
SELECT array_agg(DISTINCT x ORDER BY x, x DESC) FROM (VALUES 1, 2, 2) t (x)

-- case: b_12
-- fails: sorts by what is no argument
SELECT listagg(DISTINCT x, ',') WITHIN GROUP (ORDER BY y) FROM (VALUES ('a', 2), ('b', 1)) t (x, y)

-- case: b_13
SELECT listagg(DISTINCT x, ',') WITHIN GROUP (ORDER BY x) FROM (VALUES ('a', 2), ('b', 1)) t (x, y)

-- case: b_14
-- fails: not in GROUP BY
SELECT sum(DISTINCT x ORDER BY x + 1) OVER () FROM (VALUES 1, 2, 2) t (x)

-- case: b_15
SELECT sum(DISTINCT x) FILTER (WHERE x > 1) FROM (VALUES 1, 2, 2) t (x)

-- case: b_16
SELECT sum(DISTINCT x ORDER BY x) FROM (VALUES 1, 2, 2) t (x)

-- case: b_17
-- fails: a value is not finite
SELECT approx_percentile(x, 2, 0.5) FROM (VALUES 1e0, nan()) t (x)

-- case: b_18
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES nan()) t (x)

-- case: b_19
SELECT approx_percentile(x, 0.5) FROM (VALUES 1e0, nan()) t (x) WHERE x > 0

-- case: b_20
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES (1e0, 1), (infinity(), 2)) t (x, y) GROUP BY y

-- case: b_21
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) OVER () FROM (VALUES 1e0, infinity()) t (x)

-- case: b_22
SELECT approx_percentile(x, 0.5) FILTER (WHERE is_finite(x)) FROM (VALUES 1e0, infinity()) t (x)

-- case: b_23
-- fails: a value is not finite
SELECT approx_percentile(x, 0.5) FROM (VALUES REAL '1', CAST(nan() AS real)) t (x)

-- case: b_24
-- fails: NULL could be of several types
SELECT x || NULL FROM (VALUES ARRAY[1]) t (x)

-- case: b_25
-- fails: NULL could be of several types
SELECT x || NULL FROM (VALUES VARBINARY 'a') t (x)

-- case: b_26
-- fails: NULL could be of several types
SELECT NULL || x FROM (VALUES VARBINARY 'a') t (x)

-- case: b_28
-- fails: NULL could be of several types
SELECT x || NULL FROM (VALUES CAST('a' AS varchar)) t (x)

-- case: b_29
-- fails: NULL could be of several types
SELECT NULL || x FROM (VALUES CAST('a' AS varchar)) t (x)

-- case: b_30
SELECT concat('a', NULL, 'b')

-- case: b_31
SELECT concat('a', NULL)

-- case: b_32
SELECT concat(NULL, 'a')

-- case: b_34
SELECT concat(ARRAY[1], NULL, ARRAY[2])

-- case: b_35
-- fails: no such function
SELECT concat(ARRAY[1], NULL, 2)

-- case: b_36
-- fails: NULL could be of several types
SELECT concat(NULL, NULL, NULL)

-- case: b_37
-- fails: NULL could be of several types
SELECT concat(X'aa', NULL)

-- case: b_38
SELECT 'a' || NULL || 'b'

-- case: b_39
-- fails: NULL could be of several types
SELECT ARRAY[1] || 2 || NULL

-- case: b_40
SELECT ARRAY[NULL] || NULL

-- case: b_41
SELECT ARRAY[NULL] || 1

-- case: b_42
-- fails: NULL could be of several types
SELECT 'a' || 'b' || NULL

-- case: b_44
SELECT 1 || NULL

-- case: b_45
SELECT NULL || 1
