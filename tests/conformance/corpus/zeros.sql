-- -0 and 0: one value where rows are ordered, ranked, grouped, joined and looked for.

-- case: g_count_distinct_b_from_t_group_by_g_o
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT g, count(DISTINCT b) FROM t GROUP BY g ORDER BY 1

-- case: count_distinct_b_count_distinct_a_from
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT count(DISTINCT b), count(DISTINCT a) FROM t

-- case: a_b_from_t_order_by_b_a
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a, b FROM t ORDER BY b, a

-- case: a_b_from_t_order_by_b_desc_a_desc_limi
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a, b FROM t ORDER BY b DESC, a DESC LIMIT 3

-- case: a_rank_over_order_by_b_r_dense_rank_ov
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a, rank() OVER (ORDER BY b) r, dense_rank() OVER (PARTITION BY g ORDER BY b) d, sum(a) OVER (ORDER BY b) s, ntile(2) OVER (ORDER BY b, a) n FROM t ORDER BY a

-- case: array_agg_a_order_by_b_a_x_from_t
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT array_agg(a ORDER BY b, a) x FROM t

-- case: g_array_agg_a_order_by_b_a_desc_x_from
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT g, array_agg(a ORDER BY b, a DESC) x FROM t GROUP BY g ORDER BY g

-- case: b_rank_over_partition_by_b_order_by_a
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT b, rank() OVER (PARTITION BY b ORDER BY a) FROM t ORDER BY a

-- case: distinct_b_from_t_order_by_b
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT DISTINCT b FROM t ORDER BY b

-- case: array_union_array_0e0_array_0e0_array
SELECT array_union(ARRAY[0e0],ARRAY[-0e0]), array_intersect(ARRAY[0e0],ARRAY[-0e0]), array_except(ARRAY[0e0],ARRAY[-0e0]), contains(ARRAY[0e0],-0e0), array_position(ARRAY[0e0],-0e0), map(ARRAY[0e0],ARRAY[1])[-0e0]

-- case: histogram_b_from_t
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT histogram(b) FROM t

-- case: approx_distinct_b_from_t
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT approx_distinct(b) FROM t

-- case: a_a_c_a_from_t_a_left_join_t_c_on_a_b
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a.a, c.a FROM t a LEFT JOIN t c ON a.b=c.b AND a.a<c.a ORDER BY 1,2

-- case: a_from_t_where_b_in_0e0_order_by_1
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a FROM t WHERE b IN (-0e0) ORDER BY 1

-- case: a_from_t_where_b_between_0e0_and_0e0_o
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a FROM t WHERE b BETWEEN -0e0 AND 0e0 ORDER BY 1

-- case: a_from_t_where_b_in_select_0e0_order_b
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a FROM t WHERE b IN (SELECT -0e0) ORDER BY 1

-- case: 0e0_0e0_0e0_0e0_0e0_is_distinct_from_0
SELECT 0e0 = -0e0, 0e0 > -0e0, 0e0 IS DISTINCT FROM -0e0, ARRAY[0e0]=ARRAY[-0e0], ROW(0e0,1)=ROW(-0e0,1), ROW(0e0,1)<ROW(-0e0,2)

-- case: x_round_x_r_from_values_0_4e0_0_3e0_0
SELECT x, round(x) r FROM (VALUES -0.4e0, 0.3e0, -0.2e0, 0.1e0) t(x) ORDER BY r, x

-- case: a_from_t_where_b_select_max_b_from_t_w
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a FROM t WHERE b = (SELECT max(b) FROM t WHERE g=1) ORDER BY 1

-- case: b_from_t_where_g_1_except_select_0e0
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT b FROM t WHERE g=1 EXCEPT SELECT -0e0

-- case: row_b_a_r_from_t_order_by_r
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT ROW(b,a) r FROM t ORDER BY r

-- case: array_b_a_r_from_t_order_by_r
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT ARRAY[b,a] r FROM t ORDER BY r

-- case: a_cast_b_as_real_r_from_t_order_by_r_a
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a, CAST(b AS real) r FROM t ORDER BY r, a

-- case: a_lag_a_over_order_by_b_a_l_count_over
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a, lag(a) OVER (ORDER BY b, a) l, count(*) OVER (ORDER BY b RANGE BETWEEN 0.5e0 PRECEDING AND CURRENT ROW) c FROM t ORDER BY a

-- case: max_a_from_t_group_by_b_g_order_by_1
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT max(a) FROM t GROUP BY b, g ORDER BY 1

-- case: a_from_select_a_row_number_over_partit
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a FROM (SELECT a, row_number() OVER (PARTITION BY b ORDER BY a DESC) n FROM t) WHERE n=1 ORDER BY 1

-- case: mode_from_select_approx_percentile_b_0
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT mode FROM (SELECT approx_percentile(b,0.5) mode FROM t)

-- case: a_from_t_order_by_b_a_desc_fetch_first
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a FROM t ORDER BY b, a DESC FETCH FIRST 1 ROW WITH TIES

-- case: cardinality_set_agg_b_cardinality_map
-- fails: function not found
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT cardinality(set_agg(b)), cardinality(map_agg(b,a)), cardinality(multimap_agg(b,a)) FROM t

-- case: t_a_from_t_join_select_b_from_t_where
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT t.a FROM t JOIN (SELECT b FROM t WHERE a=2) u ON t.b = u.b ORDER BY 1

-- case: t_a_from_t_join_values_0e0_u_b_on_t_b
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT t.a FROM t JOIN (VALUES -0e0) u(b) ON t.b = u.b ORDER BY 1

-- case: a_from_t_where_b_in_0e0_5e0_7e0_8e0_9e
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a FROM t WHERE b IN (0e0, 5e0, 7e0, 8e0, 9e0, 10e0) ORDER BY 1

-- case: t_a_from_t_join_values_1_0e0_u_g_b_on
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT t.a FROM t JOIN (VALUES (1,-0e0)) u(g,b) ON t.b = u.b AND t.g=u.g ORDER BY 1

-- case: a_from_t_where_b_in_select_b_from_t_wh
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT a FROM t WHERE b IN (SELECT b FROM t WHERE a=2) ORDER BY 1

-- case: array_sort_array_0e0_0e0_0e0_array_dis
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT array_sort(ARRAY[0e0,-0e0,0e0]), array_distinct(ARRAY[0e0, -0e0])

-- case: min_by_a_b_max_by_a_b_from_t_where_g_1
WITH t(g,a,b) AS (VALUES (1,1,DOUBLE '0'),(1,2,-DOUBLE '0'),(1,3,DOUBLE '0'),(2,4,DOUBLE '1'),(2,5,-DOUBLE '0')) SELECT min_by(a,b), max_by(a,b) FROM t WHERE g=1

-- case: x_sum_n_over_partition_by_y_n_order_by
WITH t(a,d) AS (VALUES (1,1.5e0),(2,0e0),(3,0e0),(4,2e0)) SELECT x, sum(n) OVER (PARTITION BY y, n ORDER BY m) s FROM (SELECT d AS x, d AS y, min(d) m, ntile(2) OVER (PARTITION BY min(d), d ORDER BY d) n FROM t GROUP BY d) WHERE x > -1 ORDER BY x

-- case: a_group_of_minus_zeros_keeps_the_sign
SELECT round(x) k, count(*) FROM (VALUES -0.3e0, 0.2e0, 5e0, -0.1e0) t(x) WHERE x < 0 or x > 1 GROUP BY round(x) ORDER BY 1

-- case: distinct_minus_zeros_keep_the_sign
SELECT DISTINCT round(x) k FROM (VALUES -0.3e0, 5e0, -0.1e0) t(x) ORDER BY 1

-- case: rollup_over_a_key_that_is_minus_zero
SELECT k, count(*) FROM (VALUES (-0e0,1),(1e0,2),(NULL,3)) t(k,v) GROUP BY ROLLUP(k) ORDER BY k, 2

-- case: a_real_key_that_is_minus_zero
SELECT k, sum(v) FROM (VALUES (REAL '-0',1),(REAL '1',2),(NULL,3),(nan(),3)) t(k,v) GROUP BY k ORDER BY k, 2

-- case: union_of_minus_zeros_keeps_the_sign
SELECT x FROM (VALUES -0e0) t(x) UNION SELECT -0e0

-- case: the_negated_key_beside_a_count_of_distinct
SELECT -x, count(DISTINCT x) FROM (VALUES 0e0, 3e0,0e0) t(x) GROUP BY -x ORDER BY 1

-- case: greatest_and_least_take_the_first_zero
SELECT greatest(a,b) g, greatest(b,a) h, least(a,b) i, least(b,a) j FROM (VALUES (round(-0.3e0), round(0.3e0)),(1e0,2e0)) t(a,b) WHERE a<1

-- case: array_max_and_array_min_take_the_first_zero
SELECT array_max(a), array_min(a) FROM (VALUES 1) u(x), LATERAL (SELECT ARRAY[round(x*0.3e0), round(x*-0.3e0)]) t(a)
