-- Fields of rows that are made above outer joins and conditions, what is known of either side of FULL JOIN, one group without GROUP BY,
-- defaults of lag and lead, keys of groups behind UNNEST, orders below longer ones.

-- case: 1_as_a_from_values_1_2_as_t_x_having_1_1
SELECT 1 AS a FROM (VALUES 1, 2) AS t(x) HAVING 1 = 1

-- case: 1_as_a_from_values_1_2_as_t_x_having_1_2
SELECT 1 AS a FROM (VALUES 1, 2) AS t(x) HAVING 1 = 2

-- case: 1_as_a_from_values_1_2_as_t_x_group_by
SELECT 1 AS a FROM (VALUES 1, 2) AS t(x) GROUP BY ()

-- case: 1_as_a_x_b_from_values_1_2_as_t_x_where_x_5
SELECT 1 AS a, 'x' b FROM (VALUES 1, 2) AS t(x) WHERE x > 5 GROUP BY () HAVING true OR false

-- case: 2_as_a_from_values_1_2_as_t_x_where_x_5_havi
SELECT 2 AS a FROM (VALUES 1, 2) AS t(x) WHERE x > 5 HAVING count(*) = 0

-- case: 2_as_a_having_max_1_1
SELECT 2 AS a HAVING max(1) = 1

-- case: lag_x_1_1e0_over_order_by_x_as_a_from_values
SELECT lag(x, 1, 1e0) OVER (ORDER BY x) AS a FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: lag_x_1_7_over_order_by_x_as_a_from_values_1
SELECT lag(x, 1, 7) OVER (ORDER BY x) AS a FROM (VALUES 1e0, 2e0) AS t(x) ORDER BY x

-- case: lead_x_1_7_over_order_by_x_as_a_from_values
SELECT lead(x, 1, 7) OVER (ORDER BY x) AS a FROM (VALUES 1.5, 2.5) AS t(x) ORDER BY x

-- case: lead_x_1_x_2_over_order_by_x_as_a_from_value
SELECT lead(x, 1, x * 2) OVER (ORDER BY x) AS a FROM (VALUES 1.5, 2.5) AS t(x) ORDER BY x

-- case: lead_x_1_bigint_7_over_order_by_x_as_a_from
SELECT lead(x, 1, BIGINT '7') OVER (ORDER BY x) AS a FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: lead_x_1_null_over_order_by_x_as_a_from_valu
SELECT lead(x, 1, NULL) OVER (ORDER BY x) AS a FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: lead_x_1_none_over_order_by_x_as_a_from_valu
SELECT lead(x, 1, 'none') OVER (ORDER BY x) AS a FROM (VALUES 'a', 'bcdef') AS t(x) ORDER BY x

-- case: lead_x_1_date_2024_01_01_over_order_by_x_as
SELECT lead(x, 1, DATE '2024-01-01') OVER (ORDER BY x) AS a FROM (VALUES TIMESTAMP '2024-01-01 10:00:00') AS t(x) ORDER BY x

-- case: lead_x_1_none_over_order_by_x_as_a_from_valu_2
-- fails: types do not meet
SELECT lead(x, 1, 'none') OVER (ORDER BY x) AS a FROM (VALUES 1) AS t(x) ORDER BY x

-- case: lag_x_1_1e0_ignore_nulls_over_order_by_x_as
SELECT lag(x, 1, 1e0) IGNORE NULLS OVER (ORDER BY x) AS a FROM (VALUES 1, 2) AS t(x) ORDER BY x

-- case: u_id_from_values_1_2_as_u_id_a_cross_join_la
SELECT u.id FROM (VALUES (1, 2)) AS u(id, a) CROSS JOIN LATERAL (SELECT 1 AS m FROM (VALUES (1, TRUE)) AS t(b, f) WHERE t.b = u.a AND FALSE) AS l ORDER BY 1

-- case: u_id_m_from_values_1_2_as_u_id_a_cross_join
SELECT u.id, m FROM (VALUES (1, 2)) AS u(id, a) CROSS JOIN LATERAL (SELECT count(*) AS m FROM (VALUES (1, TRUE)) AS t(b, f) WHERE t.b = u.a AND FALSE) AS l ORDER BY 1

-- case: u_id_m_from_values_1_2_as_u_id_a_left_join_l
SELECT u.id, m FROM (VALUES (1, 2)) AS u(id, a) LEFT JOIN LATERAL (SELECT 1 AS m FROM (VALUES (1, TRUE)) AS t(b, f) WHERE t.b = u.a AND 1 = 2) AS l ON TRUE ORDER BY 1

-- case: b_q_from_values_9_1_as_u_id_q_full_join_sele
SELECT b, q FROM (VALUES (9, 1)) AS u(id, q) FULL JOIN (SELECT g AS t, DATE '2024-01-01' AS b FROM (VALUES BIGINT '2') AS w(g)) AS r ON id = t ORDER BY b, q

-- case: b_q_sum_q_over_order_by_b_q_s_from_values_9
SELECT b, q, sum(q) OVER (ORDER BY b, q) s FROM (VALUES (9, 1), (8, 5)) AS u(id, q) FULL JOIN (SELECT g AS t, DATE '2024-01-01' AS b FROM (VALUES BIGINT '2') AS w(g)) AS r ON id = t ORDER BY b, q

-- case: b_q_from_values_9_1_as_u_id_q_right_join_sel
SELECT b, q FROM (VALUES (9, 1)) AS u(id, q) RIGHT JOIN (SELECT g AS t, 7 AS b FROM (VALUES BIGINT '2', 3) AS w(g)) AS r ON id = t AND q = b ORDER BY b, q

-- case: u_id_c_y_from_values_5_as_c_y_left_join_valu
SELECT u.id, c.y FROM (VALUES 5) AS c(y) LEFT JOIN (VALUES (0, 2)) AS u(id, q) ON u.id = c.y WHERE (u.q, 1) <> (7, 2) ORDER BY 1

-- case: r_b_from_select_cast_row_u_q_1_as_row_a_inte
SELECT r.b FROM (SELECT CAST(ROW(u.q, 1) AS row(a integer, b integer)) r FROM (VALUES 5) AS c(y) LEFT JOIN (VALUES (0, 2)) AS u(id, q) ON u.id = c.y) t

-- case: r_b_from_select_cast_row_10_x_1_as_row_a_int
SELECT r.b FROM (SELECT CAST(ROW(10 / x, 1) AS row(a integer, b integer)) r FROM (VALUES 5,0) AS c(x) WHERE x <> 0) t

-- case: r_b_r_a_from_select_if_y_3_cast_row_u_q_1_as
SELECT r.b, r.a FROM (SELECT if(y > 3, CAST(ROW(u.q, 1) AS row(a integer, b integer))) r FROM (VALUES 5) AS c(y) LEFT JOIN (VALUES (0, 2)) AS u(id, q) ON u.id = c.y) t

-- case: r_b_from_select_coalesce_u_q_cast_row_7_1_as
SELECT r.b FROM (SELECT coalesce(u.q, CAST(ROW(7, 1) AS row(a integer, b integer))) r FROM (VALUES 5) AS c(y) LEFT JOIN (VALUES (0, CAST(ROW(1, 2) AS row(a integer, b integer)))) AS u(id, q) ON u.id = c.y) t

-- case: r_b_count_from_select_cast_row_u_q_coalesce
SELECT r.b, count(*) FROM (SELECT CAST(ROW(u.q, coalesce(u.id, 9)) AS row(a integer, b integer)) r FROM (VALUES 5, 0) AS c(y) LEFT JOIN (VALUES (0, 2)) AS u(id, q) ON u.id = c.y) t WHERE r.b > 0 OR r.a = 2 GROUP BY r.b ORDER BY 1

-- case: order_by_behind_unnest_of_a_grouped_row
SELECT f, e FROM (SELECT f FROM (VALUES 1, 2) AS w(f) GROUP BY f) AS r CROSS JOIN UNNEST(ARRAY[7, 8]) AS u(e) ORDER BY f, e DESC

-- case: group_by_behind_unnest_of_a_grouped_row
SELECT f, e, count(*) FROM (SELECT f FROM (VALUES 1, 2) AS w(f) GROUP BY f) AS r CROSS JOIN UNNEST(ARRAY[7, 8, 7]) AS u(e) GROUP BY f, e ORDER BY f, e DESC

-- case: row_number_behind_unnest_of_a_distinct_row
SELECT f, e, row_number() OVER (ORDER BY f, e DESC) n FROM (SELECT DISTINCT f FROM (VALUES 1, 2) AS w(f)) AS r CROSS JOIN UNNEST(ARRAY[7, 8]) AS u(e) ORDER BY f, e DESC

-- case: order_by_elements_of_a_grouped_array
SELECT g, x FROM (SELECT g, array_agg(v ORDER BY v) a FROM (VALUES (1, 5), (1, 6), (2, 7)) AS w(g, v) GROUP BY g) AS r CROSS JOIN UNNEST(a) AS u(x) ORDER BY g, x DESC

-- case: distinct_over_elements_of_a_grouped_array
SELECT DISTINCT g, x % 2 AS odd FROM (SELECT g, array_agg(v ORDER BY v) a FROM (VALUES (1, 5), (1, 6), (2, 7)) AS w(g, v) GROUP BY g) AS r CROSS JOIN UNNEST(a) AS u(x) ORDER BY g, odd DESC

-- case: offset_and_limit_below_a_longer_order
SELECT * FROM (SELECT id, x FROM (VALUES (2, 10), (11, 1), (3, 2)) AS u(id, x) ORDER BY id OFFSET 1 LIMIT 1) ORDER BY 1, 2

-- case: offset_and_limit_below_a_longer_order_with_rank
SELECT * FROM (SELECT id, x, rank() OVER (ORDER BY x) r FROM (VALUES (2, 10), (11, 1), (3, 2), (5, 7)) AS u(id, x) ORDER BY id OFFSET 1 LIMIT 2) ORDER BY 1, 2

-- case: offset_and_limit_below_row_number
SELECT id, row_number() OVER (ORDER BY id, x) n FROM (SELECT id, x FROM (VALUES (2, 10), (11, 1), (3, 2)) AS u(id, x) ORDER BY id OFFSET 1 LIMIT 2) ORDER BY 1, 2

-- case: offset_and_limit_in_both_sides_of_a_union
SELECT * FROM ((SELECT id, x FROM (VALUES (2, 10), (11, 1), (3, 2)) AS u(id, x) ORDER BY id OFFSET 1 LIMIT 2) UNION ALL (SELECT id, x FROM (VALUES (2, 10), (11, 1), (3, 2)) AS u(id, x) ORDER BY x OFFSET 2 LIMIT 1)) ORDER BY 1, 2

-- case: offset_and_limit_of_an_order
SELECT id, x FROM (VALUES (2, 10), (11, 1), (3, 2)) AS u(id, x) ORDER BY x DESC OFFSET 1 LIMIT 1

-- case: limit_below_offset_and_limit
SELECT * FROM (SELECT id, x FROM (VALUES (2, 10), (11, 1), (3, 2)) AS u(id, x) ORDER BY id LIMIT 2) ORDER BY 2, 1 OFFSET 1 LIMIT 1

-- case: limit_below_a_longer_order
SELECT * FROM (SELECT id, x FROM (VALUES (2, 10), (11, 1), (3, 2)) AS u(id, x) ORDER BY id LIMIT 2) ORDER BY 1, 2 DESC

-- case: rollup_of_a_constant_and_a_double
SELECT d, v FROM (SELECT x AS v, 1 AS d FROM (VALUES 1e0, 2e0) AS t(x)) GROUP BY ROLLUP (d, v) ORDER BY d, v DESC

-- case: cube_of_a_constant_and_a_double
SELECT d, v, count(*) FROM (SELECT x AS v, 1 AS d FROM (VALUES 1e0, 2e0) AS t(x)) GROUP BY CUBE (d, v) ORDER BY d, v DESC

-- case: windows_of_an_average_by_a_grouped_double
SELECT q, min(m) z, avg(0.5) OVER (PARTITION BY min(m) ORDER BY q DESC) s FROM (VALUES (1, 2e0), (3, 4e0)) t(q, m) GROUP BY q ORDER BY q

-- case: a_false_condition_above_rollup
SELECT e FROM (SELECT 5 e, count(*) c FROM (VALUES 1) t(x) GROUP BY ROLLUP (x)) WHERE e = 6

-- case: a_false_condition_above_the_empty_set_in_exists
SELECT x FROM (VALUES 'x') t(x) WHERE EXISTS (SELECT * FROM (SELECT 'x' AS s, 5 AS e, count(*) v FROM (VALUES (1, 2)) u(a, b) GROUP BY CUBE (a, b)) r9 WHERE r9.s = x AND e > e)

-- case: a_condition_of_columns_and_none_above_grouping_sets
SELECT e, c FROM (SELECT 5 e, x, count(*) c FROM (VALUES 1, 1) t(x) GROUP BY GROUPING SETS ((x), ()) HAVING count(*) > 1) WHERE e = 5 AND c = 2 ORDER BY 1, 2
