-- What an outer join, GROUPING SETS, OFFSET and a rank leave to be sorted and tested: columns of one name, constants that turn NULL.

-- case: with_t_id_n_as_values_4_1_5_null_6_2_s
WITH t(id, n) AS (VALUES (4, 1), (5, NULL), (6, 2)) SELECT r1.id FROM t r1 RIGHT JOIN t r3 ON r1.n = r3.id WHERE r3.id > 0 AND (r1.id IS NULL OR r1.id=4) ORDER BY 1

-- case: with_t_id_n_as_values_4_1_5_null_6_2_u
WITH t(id, n) AS (VALUES (4, 1), (5, NULL), (6, 2)), u(id, m) AS (VALUES (1, 1), (2, 2), (3, 3), (4, 4)) SELECT count(*) AS n FROM t RIGHT JOIN u ON t.n = u.id WHERE u.id > 0 AND t.id IS NULL

-- case: with_t_id_n_as_values_4_1_5_null_6_2_u_2
WITH t(id, n) AS (VALUES (4, 1), (5, NULL), (6, 2)), u(id, m) AS (VALUES (1, 1), (2, 2), (3, 3), (4, 4)) SELECT u.id FROM u LEFT JOIN t ON t.n = u.id WHERE u.id > 0 AND t.id IS NULL ORDER BY u.id

-- case: with_t_id_n_as_values_4_1_5_null_6_2_u_3
WITH t(id, n) AS (VALUES (4, 1), (5, NULL), (6, 2)), u(id, m) AS (VALUES (1, 1), (2, 2), (3, 3), (4, 4)) SELECT t.id, u.id FROM t FULL JOIN u ON t.n = u.id WHERE u.id IS NOT NULL AND coalesce(t.id, 0) < 5 ORDER BY 1, 2

-- case: with_t_a_b_as_values_7_10_2_20_3_30_1
WITH t(a, b) AS (VALUES (7, 10), (2, 20), (3, 30), (1, 40), (5, 50)) SELECT sum(b) AS s FROM (SELECT a, b FROM t ORDER BY a OFFSET 1)

-- case: with_t_a_b_as_values_7_10_2_20_3_30_1_2
WITH t(a, b) AS (VALUES (7, 10), (2, 20), (3, 30), (1, 40), (5, 50)) SELECT b FROM (SELECT a, b FROM t ORDER BY a OFFSET 1) ORDER BY b

-- case: with_t_a_b_as_values_7_10_2_20_3_30_1_3
WITH t(a, b) AS (VALUES (7, 10), (2, 20), (3, 30), (1, 40), (5, 50)) SELECT b FROM (SELECT a, b FROM t ORDER BY a DESC OFFSET 2 ROWS) WHERE b > 0 ORDER BY b

-- case: with_t_a_b_as_values_7_10_2_20_3_30_1_4
WITH t(a, b) AS (VALUES (7, 10), (2, 20), (3, 30), (1, 40), (5, 50)) SELECT a FROM t ORDER BY a OFFSET 3

-- case: with_t_a_b_as_values_7_10_2_20_3_30_1_5
WITH t(a, b) AS (VALUES (7, 10), (2, 20), (3, 30), (1, 40), (5, 50)) SELECT count(*) AS n, max(a) AS m FROM (SELECT a FROM t ORDER BY a DESC OFFSET 1 LIMIT 2)

-- case: with_t_id_z_as_values_1_1_2_2_3_3_sele
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3)) SELECT id, z, sum(z) c FROM t WHERE id = z GROUP BY GROUPING SETS ((id), (z)) ORDER BY id, z, c

-- case: with_t_id_z_as_values_1_1_2_2_3_3_sele_2
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3)) SELECT a, b, sum(a) c FROM (SELECT id a, id b FROM t) GROUP BY ROLLUP (a, b) ORDER BY a, b, c

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3), (1, 2)) SELECT id, z, sum(z) c FROM t WHERE id = 1 GROUP BY CUBE (id, z) ORDER BY id DESC NULLS LAST, z, c

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3_2
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3), (1, 2)) SELECT id, z, rank() OVER (ORDER BY id, z) AS r FROM t WHERE id = 1 GROUP BY CUBE (id, z) ORDER BY r, id, z

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3_3
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3), (1, 2)) SELECT a.id, b.z FROM t a LEFT JOIN t b ON a.id = b.z AND a.z = 2 WHERE a.id = 1 GROUP BY a.id, b.z ORDER BY b.z NULLS FIRST, a.id

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3_4
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3), (1, 2)) SELECT b.z, count(*) n FROM t a LEFT JOIN (SELECT * FROM t WHERE z = 2) b ON a.id = b.id GROUP BY b.z ORDER BY b.z NULLS FIRST, n

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3_5
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3), (1, 2)) SELECT a.id, a.z AS az, b.k FROM t a LEFT JOIN (SELECT id, 'x' AS k FROM t) b ON a.id = b.id AND b.id = 2 ORDER BY b.k NULLS FIRST, a.id, az

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3_6
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3), (1, 2), (3, 2)) SELECT a.id, a.z az, b.z, row_number() OVER (PARTITION BY b.z ORDER BY a.id, a.z) r FROM (SELECT * FROM t WHERE z = 2) b RIGHT JOIN t a ON a.id = b.id AND a.z <> 2 ORDER BY a.id, az, r

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3_7
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3)) SELECT a.id, b.z, c.z AS cz FROM t a LEFT JOIN (SELECT * FROM t WHERE z = 2) b ON a.id = b.id LEFT JOIN (SELECT * FROM t WHERE z = 3) c ON a.id = c.id ORDER BY b.z NULLS FIRST, c.z NULLS FIRST, a.id

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3_8
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3)) SELECT b.z, a.id FROM t a FULL JOIN (SELECT * FROM t WHERE z = 3) b ON a.id = b.id AND a.z = b.z ORDER BY b.z NULLS FIRST, a.id, a.z

-- case: with_t_id_z_as_values_1_1_2_2_3_3_1_3_9
WITH t(id, z) AS (VALUES (1, 1), (2, 2), (3, 3), (1, 3)) SELECT k, count(*) n FROM (SELECT b.k, a.id FROM t a LEFT JOIN (SELECT id, 'x' AS k FROM t WHERE z > 2) b ON a.id = b.id AND a.z > b.id) GROUP BY k ORDER BY k NULLS FIRST

-- case: sets_keep_no_order_of_their_rows
SELECT p, a FROM (SELECT array_agg(r1.id ORDER BY r1.id DESC) AS p, cume_dist() OVER (ORDER BY r1.id DESC) AS a FROM (VALUES (2, 'x'), (3, 'y')) AS r1(id, s) GROUP BY CUBE(r1.id, r1.s)) AS r2 ORDER BY 1, 2

-- case: sets_over_a_window_keep_no_order
SELECT id, s, sum(n) AS n, rank() OVER (ORDER BY id) AS r FROM (SELECT id, s, row_number() OVER (ORDER BY id, s) AS n FROM (VALUES (2, 'x'), (2, 'y'), (3, 'z'), (1, 'z')) AS t(id, s)) GROUP BY CUBE(id, s) ORDER BY r, id, s

-- case: sets_of_equal_keys
SELECT t.id, u.id AS uid, count(*) AS n, array_agg(u.id ORDER BY u.id DESC) AS ids FROM (VALUES 1, 2, 3, 3) t(id) JOIN (VALUES 2, 3, 4, 3) u(id) ON t.id = u.id GROUP BY GROUPING SETS ((t.id), (u.id), (t.id, u.id), ()) ORDER BY 1, 2, 3

-- case: sets_of_one_constant_and_more
SELECT region, product, grouping(region, product) AS g, sum(amount) AS total, count(*) AS n FROM (VALUES ('eu', 'a', 1.50), ('eu', 'b', 2.25), ('eu', 'a', 3.00), ('us', 'a', 9.99), ('eu', NULL, 0.75)) AS sales(region, product, amount) WHERE region = 'eu' GROUP BY ROLLUP (region, product) ORDER BY 3, 1, 2
