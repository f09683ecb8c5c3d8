-- Elements of columns named with their table, averages of intervals, windows over times, intervals, rows and binaries.

-- case: t_cells_3_as_a_from_values_array_1_2_3
SELECT t.cells[3] AS a FROM (VALUES ARRAY['1','2','3']) t(cells)

-- case: try_l_cells_3_as_a_cast_l_cells_2_as_b
SELECT TRY(l.cells[3]) AS a, CAST(l.cells[2] AS bigint) AS b FROM (VALUES ARRAY['1','2','3']) l(cells)

-- case: try_cast_l_cells_3_as_bigint_as_a_from
SELECT TRY_CAST(l.cells[3] AS bigint) AS a FROM (VALUES ARRAY['1','2','x']) l(cells) CROSS JOIN (VALUES 1) h(n)

-- case: t_r_x_1_as_a_t_r_x_as_b_r_x_1_as_c_fro
SELECT t.r.x[1] AS a, t.r.x AS b, r.x[1] AS c FROM (VALUES (1, CAST(ROW(ARRAY[5]) AS row(x array(integer))))) t(n, r)

-- case: t_m_k_as_a_t_m_k_x_as_b_m_k_x_as_c_fro
SELECT t.m['k'] AS a, t.m['k'].x AS b, m['k'].x AS c FROM (VALUES (1, MAP(ARRAY['k'], ARRAY[CAST(ROW(5) AS row(x integer))]))) t(n, m)

-- case: t_items_1_sku_as_a_t_items_1_tags_2_as
SELECT t.items[1].sku AS a, t.items[1].tags[2] AS b, t.items[cardinality(t.items)].sku AS c FROM (VALUES ARRAY[CAST(ROW('s1', ARRAY['x', 'y']) AS row(sku varchar, tags array(varchar))), CAST(ROW('s2', ARRAY['z']) AS row(sku varchar, tags array(varchar)))]) t(items)

-- case: transform_t_items_i_i_tags_1_as_a_filt
SELECT transform(t.items, i -> i.tags[1]) AS a, filter(t.items, i -> i.tags[1] = 'x')[1].sku AS b FROM (VALUES ARRAY[CAST(ROW('s1', ARRAY['x', 'y']) AS row(sku varchar, tags array(varchar))), CAST(ROW('s2', ARRAY['z']) AS row(sku varchar, tags array(varchar)))]) t(items)

-- case: transform_array_1_2_x_t_a_x_u_b_x_as_c
SELECT transform(ARRAY[1, 2], x -> t.a[x] + u.b[x]) AS c FROM (VALUES ARRAY[10, 20]) t(a) CROSS JOIN (VALUES ARRAY[1, 2]) u(b)

-- case: a_parts_1_as_country_count_as_n_from_s
SELECT a.parts[1] AS country, count(*) AS n FROM (SELECT split(s, '-') AS parts FROM (VALUES 'de-1', 'de-2', 'fr-1') v(s)) a GROUP BY a.parts[1] ORDER BY a.parts[1]

-- case: a_id_max_a_v_1_as_m_sum_a_v_2_over_par
SELECT a.id, max(a.v[1]) AS m, sum(a.v[2]) OVER (PARTITION BY a.id) AS w FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[3, 4])) a(id, v) GROUP BY a.id, a.v ORDER BY a.id

-- case: x_id_from_values_1_array_5_2_array_6_x
SELECT x.id FROM (VALUES (1, ARRAY[5]), (2, ARRAY[6])) x(id, v) JOIN (VALUES (MAP(ARRAY['k'], ARRAY[6]))) y(m) ON x.v[1] = y.m['k'] WHERE EXISTS (SELECT 1 FROM (VALUES 6) z(n) WHERE z.n = x.v[1])

-- case: t_cells_9_as_a_from_values_array_1_t_c
-- fails: invalid function argument
SELECT t.cells[9] AS a FROM (VALUES ARRAY['1']) t(cells)

-- case: t_nope_1_as_a_from_values_array_1_t_ce
-- fails: column not found
SELECT t.nope[1] AS a FROM (VALUES ARRAY['1']) t(cells)

-- case: avg_i_as_a_sum_i_as_s_from_values_inte
SELECT avg(i) AS a, sum(i) AS s FROM (VALUES INTERVAL '1' HOUR, INTERVAL '2' HOUR, INTERVAL '0.001' SECOND, NULL) t(i)

-- case: avg_i_as_a_sum_i_as_s_avg_distinct_i_a
SELECT avg(i) AS a, sum(i) AS s, avg(DISTINCT i) AS d, avg(i) FILTER (WHERE i > INTERVAL '13' MONTH) AS f FROM (VALUES INTERVAL '1' YEAR, INTERVAL '14' MONTH, INTERVAL '1' MONTH, INTERVAL '1' MONTH) t(i)

-- case: avg_i_as_a_from_values_interval_1_seco
SELECT avg(i) AS a FROM (VALUES INTERVAL '-1' SECOND, INTERVAL '-0.002' SECOND, INTERVAL '-0.001' SECOND, INTERVAL '0' SECOND) t(i)

-- case: avg_i_as_a_from_values_interval_0_001
SELECT avg(i) AS a FROM (VALUES INTERVAL '0.001' SECOND, INTERVAL '0.002' SECOND) t(i)

-- case: avg_i_as_a_avg_j_as_b_from_values_inte
SELECT avg(i) AS a, avg(j) AS b FROM (VALUES (INTERVAL '-0.001' SECOND, INTERVAL '-1' MONTH), (INTERVAL '-0.002' SECOND, INTERVAL '-2' MONTH)) t(i, j)

-- case: g_avg_e_s_as_a_from_values_1_timestamp
SELECT g, avg(e - s) AS a FROM (VALUES (1, TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 01:30:00'), (1, TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:15:00.5'), (2, NULL, TIMESTAMP '2026-01-01 00:15:00')) t(g, s, e) GROUP BY g ORDER BY g

-- case: max_e_over_partition_by_r_order_by_s_a
SELECT max(e) OVER (PARTITION BY r ORDER BY s) AS m, row_number() OVER (ORDER BY s DESC) AS n, sum(1) OVER (ORDER BY s) AS c FROM (VALUES ('a', TIME '09:00:00', TIME '10:00:00'), ('a', TIME '09:30:00', TIME '09:50:00'), ('b', TIME '08:00:00', TIME '08:01:00')) t(r, s, e) ORDER BY 2

-- case: sum_1_over_order_by_b_as_c_from_values
SELECT sum(1) OVER (ORDER BY b) AS c FROM (VALUES ROW(ROW(1,2)), ROW(ROW(1,3))) t(b) ORDER BY 1

-- case: sum_1_over_order_by_b_as_c_from_values_2
SELECT sum(1) OVER (ORDER BY b) AS c FROM (VALUES X'01', X'02', X'02') t(b) ORDER BY 1

-- case: b_sum_1_over_order_by_b_as_c_rank_over
SELECT b, sum(1) OVER (ORDER BY b) AS c, rank() OVER (ORDER BY b DESC) AS r, lag(b) OVER (ORDER BY b) AS l FROM (VALUES INTERVAL '1' DAY, INTERVAL '2' DAY, INTERVAL '2' DAY, NULL) t(b) ORDER BY 1, 4

-- case: sum_1_over_order_by_b_nulls_first_as_c
SELECT sum(1) OVER (ORDER BY b NULLS FIRST) AS c FROM (VALUES INTERVAL '1' MONTH, INTERVAL '2' MONTH, NULL) t(b) ORDER BY 1

-- case: sum_1_over_order_by_b_as_c_from_values_3
SELECT sum(1) OVER (ORDER BY b) AS c FROM (VALUES UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59') t(b) ORDER BY 1

-- case: sum_1_over_order_by_b_as_c_count_over
SELECT sum(1) OVER (ORDER BY b) AS c, count(*) OVER (ORDER BY b RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS d FROM (VALUES TIME '10:00:00', TIME '09:00:00', TIME '09:00:00') t(b) ORDER BY 1

-- case: i_rank_over_order_by_e_s_desc_as_r_sum
SELECT i, rank() OVER (ORDER BY e - s DESC) AS r, sum(i) OVER (ORDER BY e - s, i) AS t FROM (VALUES (1, TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 01:00:00'), (2, TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:30:00')) x(i, s, e) ORDER BY 1
