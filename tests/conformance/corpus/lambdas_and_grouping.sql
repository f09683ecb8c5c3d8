-- What lambdas and grouping take, rows with and without names in one array, the least and greatest of arrays.

-- case: transform_array_1_x_sum_x
-- fails: expression not scalar
SELECT transform(ARRAY[1], x -> sum(x))

-- case: sum_y_transform_array_1_x_x_sum_y_from
-- fails: expression not scalar
SELECT sum(y), transform(ARRAY[1], x -> x + sum(y)) FROM (VALUES 1) t(y)

-- case: transform_array_1_x_rank_over
-- fails: expression not scalar
SELECT transform(ARRAY[1], x -> rank() OVER ())

-- case: transform_array_1_x_select_1
-- fails: not supported
SELECT transform(ARRAY[1], x -> (SELECT 1))

-- case: transform_array_1_x_x_in_select_1
-- fails: not supported
SELECT transform(ARRAY[1], x -> x IN (SELECT 1))

-- case: ts_grouping_ts_g_from_values_1_2_r2_ts
SELECT ts, grouping(ts) g FROM (VALUES 1,2) r2(ts) LEFT JOIN (VALUES 1) r3(ts) USING (ts) GROUP BY GROUPING SETS ((ts), ()) ORDER BY 1

-- case: ts_grouping_ts_g_from_values_1_2_r2_ts_2
SELECT ts, grouping(ts) g FROM (VALUES 1,2) r2(ts) FULL JOIN (VALUES 1) r3(ts) USING (ts) GROUP BY GROUPING SETS ((ts), ()) ORDER BY 1

-- case: ts_count_n_from_values_1_2_r2_ts_full
-- fails: invalid arguments
SELECT ts, count(*) n FROM (VALUES 1,2) r2(ts) FULL JOIN (VALUES 1,3) r3(ts) USING (ts) GROUP BY ROLLUP (ts) HAVING grouping(ts) = 0 ORDER BY grouping(ts), ts

-- case: grouping_x_1_from_values_1_t_x_group_b
-- fails: syntax error
SELECT grouping(x + 1) FROM (VALUES 1) t(x) GROUP BY ROLLUP (x)

-- case: filter_array_1_2_x_x_y_f_sum_y_from_va
SELECT filter(ARRAY[1,2], x -> x > y) f, sum(y) FROM (VALUES 1) t(y) GROUP BY y

-- case: array_cast_row_a_1_as_row_x_varchar_y
SELECT ARRAY[CAST(ROW('a',1) AS ROW(x varchar,y bigint)), ROW('b',2)] a

-- case: s_2_1_x_from_select_array_cast_row_a_c
SELECT s[2][1] x FROM (SELECT ARRAY[CAST(ROW('a', count(*)) AS ROW(x varchar,y bigint)), ROW('b',count(*))] s FROM (VALUES 1) t(a))

-- case: s_from_select_array_cast_row_a_count_d
SELECT s FROM (SELECT ARRAY[CAST(ROW('a', count(DISTINCT a)) AS ROW(x varchar,y bigint)), ROW('b',count(DISTINCT b))] s FROM (VALUES (1,2)) t(a,b))

-- case: case_when_a_1_then_cast_row_1_2_as_row
SELECT CASE WHEN a = 1 THEN CAST(ROW(1,2) AS ROW(x integer,y integer)) ELSE ROW(a,3) END r FROM (VALUES 1,2) t(a) ORDER BY a

-- case: u_from_values_1_t_a_cross_join_unnest
SELECT u.* FROM (VALUES 1) t(a) CROSS JOIN UNNEST(ARRAY[CAST(ROW(a,2) AS ROW(x integer,y integer)), ROW(3,a)]) u(p,q) ORDER BY p

-- case: array_max_array_1_null_3_a_array_min_a
SELECT array_max(ARRAY[1,NULL,3]) a, array_min(ARRAY[3,1,2]) b, array_max(CAST(ARRAY[] AS array(integer))) c, array_max(ARRAY['b','a']) d, array_min(ARRAY[nan(), 1e0]) e, array_max(ARRAY[nan()]) f, array_max(ARRAY[BIGINT '5', 7]) g, array_min(ARRAY[DATE '2020-01-02', DATE '2020-01-01']) h, array_max(CAST(NULL AS array(bigint))) i

-- case: contains_array_bigint_1_2_2_a_contains
SELECT contains(ARRAY[BIGINT '1',2], 2) a, contains(ARRAY[BIGINT '1',2], 3) b, contains(ARRAY[BIGINT '1',NULL], 3) c, contains(ARRAY[BIGINT '1',NULL], 1) d, array_position(ARRAY[BIGINT '5',6,6], 6) e, array_position(ARRAY[BIGINT '5'], 7) f, contains(CAST(ARRAY[] AS array(bigint)), 1) g

-- case: filter_by_no_boolean
-- fails: a lambda's result is not cast
SELECT filter(ARRAY[1, 2], x -> NULL)

-- case: any_match_by_no_boolean
-- fails: a lambda's result is not cast
SELECT any_match(ARRAY[NULL], x -> x)

-- case: reduce_to_a_narrower_type
-- fails: a lambda's result is not cast
SELECT reduce(ARRAY[TINYINT '3'], 0, (s, x) -> x, s -> s)

-- case: reduce_to_a_narrower_decimal
-- fails: a lambda's result is not cast
SELECT reduce(ARRAY[3.50, 1.25], CAST(0 AS decimal(5,3)), (s, x) -> x, s -> s)

-- case: group_by_distinct_rollups
SELECT y, q, cat, sum(v) AS v, count(*) AS n, grouping(y, q, cat) AS g FROM (VALUES (2022,1,'x',1),(2022,1,'y',2),(2022,2,'x',4),(2023,1,'x',8),(2023,1,'x',16)) AS t(y, q, cat, v) GROUP BY DISTINCT ROLLUP (y, q), ROLLUP (y, cat) ORDER BY g, y NULLS LAST, q NULLS LAST, cat NULLS LAST

-- case: group_by_distinct_sets_and_cube
SELECT y, q, sum(v) FROM (VALUES (2022,1,1),(2022,2,2),(2023,1,4)) t(y, q, v) GROUP BY DISTINCT GROUPING SETS ((y, q), (q, y), (y), (y), ()), CUBE (y) ORDER BY 1, 2

-- case: group_by_distinct_key
SELECT y, sum(v) FROM (VALUES (2022,1,1),(2022,2,2),(2023,1,4)) t(y, q, v) GROUP BY DISTINCT y ORDER BY 1

-- case: group_by_distinct_positions
SELECT y, q, sum(v) FROM (VALUES (2022,1,1),(2022,2,2),(2023,1,4)) t(y, q, v) GROUP BY DISTINCT 1, 2 ORDER BY 1, 2

-- case: group_by_distinct_positions_of_rollup
-- fails: ROLLUP takes columns
SELECT y, q, sum(v) FROM (VALUES (2022,1,1),(2022,2,2),(2023,1,4)) t(y, q, v) GROUP BY DISTINCT ROLLUP (1, 2), y ORDER BY 1, 2

-- case: group_by_distinct_nothing
SELECT sum(v) FROM (VALUES (2022,1,1),(2022,2,2),(2023,1,4)) t(y, q, v) GROUP BY DISTINCT GROUPING SETS ((), (y), ()) ORDER BY 1

-- case: group_by_distinct_composite
SELECT y, q, sum(v) FROM (VALUES (2022,1,1),(2022,2,2),(2023,1,4)) t(y, q, v) GROUP BY DISTINCT ROLLUP ((y, q)), CUBE (y, q) ORDER BY 1, 2
