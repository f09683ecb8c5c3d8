-- Rows IN a query, subqueries in the condition of a join, columns of LATERAL in other subqueries, UNION of columns that are equal.

-- case: id_z_id_z_in_select_id_z_from_v_a_id_z
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id,z,(id,z) IN (SELECT id,z FROM v) a, (id,z) NOT IN (SELECT id,z FROM w) b FROM t ORDER BY 1, 2

-- case: id_z_id_z_in_select_v_id_z_from_v_wher
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id,z,(id,z) IN (SELECT v.id,z FROM v WHERE t.id=v.id) a FROM t ORDER BY 1, 2

-- case: id_z_from_t_where_id_2_or_id_z_in_sele
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id,z FROM t WHERE id = 2 OR (id,z) IN (SELECT v.id,z FROM v WHERE t.id=v.id) ORDER BY 1, 2

-- case: id_max_z_m_from_t_group_by_id_having_i
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id, max(z) m FROM t GROUP BY id HAVING (id, max(z)) IN (SELECT id,z FROM v) ORDER BY 1

-- case: id_max_z_m_from_t_group_by_id_having_i_2
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id, max(z) m FROM t GROUP BY id HAVING (id, max(z)) NOT IN (SELECT id,z FROM v) ORDER BY 1

-- case: id_max_z_m_id_max_z_in_select_id_z_fro
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id, max(z) m, (id, max(z)) IN (SELECT id,z FROM v) x FROM t GROUP BY id ORDER BY 1

-- case: a_id_b_id_from_t_a_left_join_t_b_on_a
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a LEFT JOIN t b ON (a.id,a.z) IN (SELECT id,z FROM w) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_join_t_b_on_a_id_b
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a JOIN t b ON a.id = b.id AND a.z NOT IN (SELECT z FROM w) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_join_t_b_on_a_id_b_2
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a JOIN t b ON a.id = b.id AND a.z IN (SELECT z FROM w) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_join_t_b_on_a_id_b_3
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a JOIN t b ON a.id = b.id AND EXISTS (SELECT z FROM w) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_left_join_t_b_on_a_2
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a LEFT JOIN t b ON a.id = b.id AND EXISTS (SELECT z FROM w) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_left_join_t_b_on_a_3
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a LEFT JOIN t b ON a.id = b.id AND b.z IN (SELECT z FROM w) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_left_join_t_b_on_a_4
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a LEFT JOIN t b ON a.id = b.id AND b.z > ALL (SELECT z FROM w) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_left_join_t_b_on_a_5
-- fails: not supported
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a LEFT JOIN t b ON a.id = b.id AND EXISTS (SELECT z FROM w WHERE w.id=b.id) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_join_t_b_on_a_id_b_4
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a JOIN t b ON a.id = b.id AND EXISTS (SELECT z FROM w WHERE w.id=b.id) ORDER BY 1,2

-- case: a_id_b_id_from_t_a_join_t_b_on_a_id_b_5
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT a.id, b.id FROM t a JOIN t b ON a.id = b.id AND a.z = (SELECT max(z) FROM w WHERE w.id=b.id) ORDER BY 1,2

-- case: id_select_count_from_v_where_v_id_t_id
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id, (SELECT count(*) FROM v WHERE v.id = t.id AND (v.id, v.z) IN (SELECT id,z FROM w)) n FROM t ORDER BY 1,2

-- case: id_select_count_from_v_where_exists_se
-- fails: not supported
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id, (SELECT count(*) FROM v WHERE EXISTS (SELECT 1 FROM w WHERE w.id = t.id)) n FROM t ORDER BY 1,2

-- case: id_select_count_from_v_where_exists_se_2
-- fails: not supported
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id, (SELECT count(*) FROM v WHERE EXISTS (SELECT 1 FROM w WHERE w.id = t.id AND w.z = v.z)) n FROM t ORDER BY 1,2

-- case: id_from_t_where_exists_select_1_from_v
-- fails: not supported
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id FROM t WHERE EXISTS (SELECT 1 FROM v WHERE v.id IN (SELECT w.id FROM w WHERE w.id = t.id)) ORDER BY 1

-- case: q_id_select_count_from_t_r_where_r_id
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT q.id, (SELECT count(*) FROM t r WHERE r.id = l.e) n FROM t q CROSS JOIN LATERAL (SELECT q.id + 1 AS e) l ORDER BY 1

-- case: q_z_l_id_x_max_q_z_over_m_from_select
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT q.z, l.id x, max(q.z) OVER () m FROM (SELECT r1.id, r1.z FROM t r1 EXCEPT SELECT r3.id, r3.z+1 FROM t r3) q CROSS JOIN LATERAL (SELECT r6.id FROM t r6 WHERE q.id = r6.id) l ORDER BY 1

-- case: r1_id_l_c_from_t_r1_join_t_r4_on_r1_n
WITH t(id,n,d) AS (VALUES (1,1,5),(2,2,1)) SELECT r1.id, l.c FROM t r1 JOIN t r4 ON r1.n = r4.n CROSS JOIN LATERAL (SELECT count(r3.n) c FROM t r3 WHERE r3.id = r1.d) l ORDER BY 1

-- case: q_id_select_count_from_unnest_sequence
-- fails: not supported
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT q.id, (SELECT count(*) FROM UNNEST(sequence(1, q.id)) u(e) WHERE e > q.z - 1) n FROM t q ORDER BY 1

-- case: q_id_x_s_select_max_z_from_t_r_where_r
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT q.id, x.s, (SELECT max(z) FROM t r WHERE r.id <= x.s) m FROM t q CROSS JOIN UNNEST(sequence(1, q.id)) x(s) ORDER BY 1, 2

-- case: id_a_id_b_from_t_union_all_select_id_i
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT id a, id b FROM t UNION ALL SELECT id, id FROM t ORDER BY a, b

-- case: a_b_from_select_id_a_z_b_from_t_where
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT a, b FROM (SELECT id a, z b FROM t WHERE id = z UNION ALL SELECT z, id FROM t) ORDER BY b, a

-- case: a_b_rank_over_order_by_a_b_r_from_sele
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT a, b, rank() OVER (ORDER BY a, b) r FROM (SELECT id a, z b FROM t WHERE id = z UNION ALL SELECT z, id + 1 FROM t) ORDER BY b, a

-- case: id_a_k_double_1_5_d_from_t_union_all_s
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT id, 'a' k, DOUBLE '1.5' d FROM t UNION ALL SELECT z, 'b', -DOUBLE '1.5' FROM t ORDER BY d, k, id DESC

-- case: l_id_t_z_from_t_right_join_t_l_on_t_id
WITH t(id,z) AS (VALUES (1,1),(2,2),(3,3)) SELECT l.id, t.z FROM t RIGHT JOIN t l ON t.id = l.z + 1 UNION ALL SELECT q.id, 7 FROM (SELECT id FROM t WHERE z < 3) q FULL JOIN t l ON q.id = l.z - 1 ORDER BY 2 NULLS FIRST, 1 NULLS FIRST

-- case: id_z_from_t_where_id_z_not_in_select_i
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id,z FROM t WHERE (id,z) NOT IN (SELECT id,z FROM w) ORDER BY 1, 2

-- case: id_z_from_t_where_not_id_z_in_select_i
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id,z FROM t WHERE NOT ((id,z) IN (SELECT id,z FROM v)) ORDER BY 1, 2

-- case: id_z_from_t_where_id_z_in_select_id_z
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id,z FROM t WHERE (id,z) IN (SELECT id,z FROM v) ORDER BY 1, 2

-- case: id_z_from_t_where_id_2_or_id_z_in_sele_2
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id,z FROM t WHERE id = 2 OR (id,z) IN (SELECT id,z FROM v) ORDER BY 1, 2

-- case: id_z_from_t_where_case_when_id_z_in_se
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id,z FROM t WHERE CASE WHEN (id,z) IN (SELECT id,z FROM v) THEN id > 1 ELSE true END ORDER BY 1, 2

-- case: id_from_t_where_id_z_not_in_select_id
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT id FROM t WHERE (id,z) NOT IN (SELECT id,z FROM v WHERE id > 100) ORDER BY 1

-- case: count_n_from_t_where_id_id_z_not_in_se
WITH t(id,z) AS (VALUES (1,1),(2,2),(4,NULL),(NULL,NULL)), v(id,z) AS (VALUES (1,1),(4,NULL),(NULL,NULL)), w(id,z) AS (VALUES (1,1)) SELECT count(*) n FROM t WHERE (id, (id,z)) NOT IN (SELECT id,(id,z) FROM w)

-- case: coalesce_f_false_as_c_from_t_union_all
WITH t(f) AS (VALUES true, NULL) (SELECT coalesce(f, false) AS c FROM t UNION ALL SELECT false FROM t) EXCEPT SELECT f FROM t ORDER BY 1

-- case: array_join_array_null
SELECT array_join(ARRAY[NULL], ',')

-- case: array_join_array_null_null_x
SELECT array_join(ARRAY[NULL, NULL], ',', 'x')

-- case: select_count_from_t_r_where_r_b_s_a_c0
WITH t(a,b) AS (VALUES (1,2),(2,3)) SELECT (SELECT count(*) FROM t r WHERE r.b < s.a) c0, (SELECT count(*) FROM t r WHERE r.b <= s.a) c1, (SELECT count(*) FROM t r WHERE r.b > s.a) c2, (SELECT count(*) FROM t r WHERE r.b >= s.a) c3, (SELECT count(*) FROM t r WHERE r.b <> s.a) c4, (SELECT max(r.b) FROM t r WHERE r.b < s.a + 1) c5, (SELECT min(r.b) FROM t r WHERE r.b > s.a) c6 FROM t s ORDER BY s.a
