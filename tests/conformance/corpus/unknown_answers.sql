-- IN and NOT IN of a query under OR, NOT and in functions: the answer may be unknown.

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT id FROM t WHERE id > 100 OR n NOT IN (SELECT n FROM u) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_v
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), v(n) AS (VALUES 1, NULL) SELECT id FROM t WHERE id > 100 OR n NOT IN (SELECT n FROM v) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_2
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT id FROM t WHERE (n IN (SELECT n FROM u)) IS NULL ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_3
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT id FROM t WHERE coalesce(n IN (SELECT n FROM u), true) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_v_2
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), v(n) AS (VALUES 1, NULL) SELECT id FROM t WHERE coalesce(n IN (SELECT n FROM v), id = 2) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_4
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT n, count(*) AS c FROM t GROUP BY n HAVING n NOT IN (SELECT n FROM u) OR n > 100 ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_5
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (SELECT 1 WHERE false) SELECT id FROM t WHERE id > 100 OR n NOT IN (SELECT n FROM u) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_v_3
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), v(n) AS (VALUES 1, NULL) SELECT id FROM t WHERE n IN (SELECT n FROM v) OR id = 3 ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_v_4
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), v(n) AS (VALUES 1, NULL) SELECT id FROM t WHERE NOT (n IN (SELECT n FROM v) OR id = 3) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_6
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT id FROM t WHERE NOT (n IN (SELECT n FROM u) OR id = 4) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_7
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n, k) AS (VALUES (1, 1), (5, 2), (2, 3)) SELECT id FROM t WHERE id > 100 OR n NOT IN (SELECT n FROM u WHERE u.k = t.id) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_8
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT id FROM t WHERE CASE WHEN n IN (SELECT n FROM u) THEN 'in' WHEN n NOT IN (SELECT n FROM u) THEN 'out' ELSE 'unknown' END <> 'in' ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_9
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT id FROM t WHERE NOT (n IN (SELECT n FROM u)) AND id < 9 ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_v_5
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), v(n) AS (VALUES 1, NULL) SELECT id FROM t WHERE id IN (SELECT id FROM t) AND n NOT IN (SELECT n FROM v) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_10
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT id FROM t WHERE (n IN (SELECT n FROM u)) = (id = 1) ORDER BY 1

-- case: with_t_id_n_as_values_1_1_2_2_3_null_u_11
WITH t(id, n) AS (VALUES (1, 1), (2, 2), (3, NULL)), u(n) AS (VALUES 1, 5) SELECT id FROM t WHERE NOT (n NOT IN (SELECT n FROM u)) ORDER BY 1
