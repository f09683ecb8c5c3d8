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

-- case: condition_of_nested_keys_0
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL)) SELECT g, (SELECT cardinality(array_agg(u.x)) FROM t u WHERE u.g = t.g) AS n FROM t ORDER BY g, n

-- case: condition_of_nested_keys_1
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL)) SELECT g, (SELECT array_agg(u.x ORDER BY u.x)[1] FROM t u WHERE u.g = t.g) AS n FROM t ORDER BY g, n

-- case: condition_of_nested_keys_2
WITH t(g, x) AS (VALUES ('a', 1), ('a', 2), ('b', 2), ('c', NULL)) SELECT g, (SELECT element_at(map_agg(u.x, u.g), 2) FROM t u WHERE u.g = t.g AND u.x IS NOT NULL) AS n FROM t ORDER BY g, n

-- case: condition_of_nested_keys_3
WITH t(g, r) AS (VALUES ('a', CAST(ROW(1, 'x') AS ROW(p integer, q varchar))), ('b', CAST(ROW(2, 'y') AS ROW(p integer, q varchar)))) SELECT a.g, b.g AS h FROM t a JOIN t b ON a.r = b.r WHERE a.r.p > 1 AND b.r.q LIKE 'y%' ORDER BY 1

-- case: condition_of_nested_keys_4
WITH t(g, r) AS (VALUES ('a', CAST(ROW(1, 'x') AS ROW(p integer, q varchar))), ('b', CAST(ROW(2, 'y') AS ROW(p integer, q varchar)))) SELECT a.g, b.g AS h FROM t a LEFT JOIN t b ON a.r = b.r WHERE a.r.p > 1 ORDER BY 1

-- case: condition_of_nested_keys_5
WITH t(g, r) AS (VALUES ('a', ARRAY[1, 2]), ('b', ARRAY[3])) SELECT a.g, b.g AS h FROM t a LEFT JOIN t b ON a.r = b.r WHERE cardinality(a.r) > 1 AND contains(a.r, 2) AND a.r[1] = 1 ORDER BY 1

-- case: condition_of_nested_keys_6
WITH t(g, r) AS (VALUES ('a', ARRAY[1, 2]), ('b', ARRAY[3])) SELECT a.g, b.g AS h FROM t a RIGHT JOIN t b ON a.r = b.r WHERE any_match(b.r, x -> x > 1) AND array_max(b.r) = 3 AND reduce(b.r, 0, (s, x) -> s + x, s -> s) > 1 AND array_join(b.r, ',') = '3' ORDER BY 1

-- case: condition_of_nested_keys_7
WITH t(g, r) AS (VALUES ('a', ARRAY[1, 2]), ('b', ARRAY[3])) SELECT g FROM t a WHERE a.r IN (SELECT r FROM t WHERE cardinality(r) = 1) AND cardinality(a.r) = 1 AND a.r || 1 = ARRAY[3, 1] ORDER BY 1

-- case: condition_of_nested_keys_8
WITH t(g, r) AS (VALUES ('a', MAP(ARRAY['k'], ARRAY[1])), ('b', MAP(ARRAY['l'], ARRAY[2]))) SELECT a.g, b.g AS h FROM t a FULL JOIN t b ON a.r = b.r WHERE element_at(a.r, 'k') = 1 AND cardinality(map_keys(b.r)) = 1 ORDER BY 1

-- case: condition_of_nested_keys_10
SELECT g FROM ((SELECT 'a' AS g, ARRAY[1, 2] AS r) EXCEPT (SELECT 'b', ARRAY[1])) t WHERE cardinality(r) = 2 AND r[2] = 2 AND slice(r, 1, 1) = ARRAY[1]

-- case: condition_of_nested_keys_12
SELECT g FROM ((SELECT 'a' AS g, ARRAY[1, 2] AS r) EXCEPT (SELECT 'b', ARRAY[1])) t WHERE cardinality(filter(r, x -> x > 1)) = 1 AND any_match(r, x -> x = 1) AND reduce(r, 0, (s, x) -> s + x, s -> s) = 3

-- case: condition_of_nested_keys_14
SELECT g FROM ((SELECT 'a' AS g, MAP(ARRAY['k'], ARRAY[1]) AS r) INTERSECT (SELECT 'a', MAP(ARRAY['k'], ARRAY[1]))) t WHERE r['k'] = 1 AND cardinality(map_keys(r)) = 1 AND cardinality(map_filter(r, (k, v) -> v > 0)) = 1 AND element_at(r, 'x') IS NULL AND cardinality(transform_values(r, (k, v) -> v + 1)) = 1

-- case: condition_of_nested_keys_15
SELECT g FROM ((SELECT 'a' AS g, CAST(ROW(1, 'x') AS ROW(p integer, q varchar)) AS r) INTERSECT (SELECT 'a', CAST(ROW(1, 'x') AS ROW(p integer, q varchar)))) t WHERE r.p = 1 AND r.q LIKE 'x%' AND r[1] = 1

-- case: condition_of_nested_keys_16
SELECT g FROM ((SELECT 'a' AS g, CAST('2020-01-15' AS date) AS d, TIMESTAMP '2020-01-15 10:00:00' AS s) EXCEPT (SELECT 'b', DATE '2020-01-01', NULL)) t WHERE date_trunc('month', d) = DATE '2020-01-01' AND year(s) = 2020 AND date_format(s, '%Y') = '2020' AND d + INTERVAL '1' DAY > DATE '2020-01-01'

-- case: condition_of_nested_keys_17
SELECT k, date_trunc('month', max(t)) AS m, date_trunc('week', max(t)) AS w, date_trunc('year', max(t)) AS y, date_trunc('quarter', max(t)) AS q FROM (VALUES (1, TIMESTAMP '2024-01-31 23:59:59.999')) v(k, t) WHERE k > 1 GROUP BY ROLLUP (k)

-- case: a_column_of_lateral_that_nobody_reads
SELECT id, la FROM (VALUES 1) t(id) CROSS JOIN LATERAL (SELECT id + 1 AS la, id / id AS lb)
