-- Conditions, keys and windows: NOT IN of what is no column, conditions above aggregates of no rows, sort keys of CASE, windows by name.

-- case: not_in_1
SELECT x FROM (VALUES 1,2) t(x) WHERE 5 NOT IN (SELECT y FROM (VALUES 3, NULL) v(y)) ORDER BY x

-- case: not_in_2
SELECT x FROM (VALUES 1,2) t(x) WHERE 5 NOT IN (SELECT y FROM (VALUES 3) v(y)) ORDER BY x

-- case: not_in_3
SELECT x FROM (VALUES 1,2) t(x) WHERE NOT (5 IN (SELECT y FROM (VALUES 3, NULL) v(y))) ORDER BY x

-- case: not_in_4
SELECT x FROM (VALUES 1,2) t(x) WHERE CAST(NULL AS bigint) NOT IN (SELECT y FROM (VALUES 3) v(y) WHERE y > 4) ORDER BY x

-- case: not_in_5
SELECT x, CAST(NULL AS bigint) NOT IN (SELECT y FROM (VALUES 3) v(y)) AS a FROM (VALUES 1,2) t(x) ORDER BY x

-- case: not_in_6
SELECT x FROM (VALUES 1,2) t(x) WHERE CAST(NULL AS bigint) NOT IN (SELECT y FROM (VALUES 3) v(y)) OR x = 1 ORDER BY x

-- case: not_in_7
SELECT x FROM (VALUES 1,2) t(x) WHERE (CAST(NULL AS bigint) IN (SELECT y FROM (VALUES 3) v(y))) IS NULL ORDER BY x

-- case: not_in_8
SELECT x FROM (VALUES 1,2) t(x) WHERE NULL NOT IN (SELECT y FROM (VALUES 3) v(y)) ORDER BY x

-- case: not_in_9
SELECT x FROM (VALUES 1,2) t(x) WHERE CAST(NULL AS bigint) <> ALL (SELECT y FROM (VALUES 3) v(y)) ORDER BY x

-- case: not_in_10
SELECT x FROM (VALUES 1,2) t(x) WHERE CAST(NULL AS bigint) NOT IN (SELECT y FROM (VALUES 3) v(y) WHERE v.y = x) ORDER BY x

-- case: not_in_11
SELECT x FROM (VALUES 1,2) t(x) WHERE nullif(x, x) NOT IN (SELECT y FROM (VALUES 3) v(y)) ORDER BY x

-- case: not_in_12
SELECT x FROM (VALUES 1,2) t(x) WHERE 'a' NOT IN (SELECT y FROM (VALUES 'b', NULL) v(y)) ORDER BY x

-- case: not_in_13
SELECT x FROM (VALUES 1,2) t(x) WHERE x NOT IN (SELECT CAST(NULL AS integer) FROM (VALUES 'b', NULL) v(y)) ORDER BY x

-- case: not_in_14
SELECT x FROM (VALUES 1,2) t(x) WHERE x NOT IN (SELECT 7 FROM (VALUES 'b', NULL) v(y)) ORDER BY x

-- case: not_in_15
SELECT x FROM (SELECT x, 5 AS k FROM (VALUES 1,2) t(x)) WHERE k NOT IN (SELECT y FROM (VALUES 3, NULL) v(y)) ORDER BY x

-- case: not_in_16
SELECT x FROM (SELECT x, CAST(NULL AS integer) AS k FROM (VALUES 1,2) t(x)) WHERE k NOT IN (SELECT y FROM (VALUES 3) v(y)) ORDER BY x

-- case: not_in_17
SELECT x FROM (SELECT x, 5 AS k FROM (VALUES 1,2) t(x)) WHERE k NOT IN (SELECT k FROM (SELECT y, CAST(NULL AS bigint) AS k FROM (VALUES 3, NULL) v(y))) ORDER BY x

-- case: not_in_18
SELECT x FROM (VALUES 1,2) t(x) WHERE (1, NULL) NOT IN (SELECT y, y FROM (VALUES 1) v(y)) ORDER BY x

-- case: not_in_19
SELECT x FROM (VALUES 1,2) t(x) JOIN (VALUES 1, 2) u(z) ON x = z AND 5 NOT IN (SELECT y FROM (VALUES 3, NULL) v(y)) ORDER BY x

-- case: not_in_20
SELECT x, count(*) AS c FROM (VALUES 1,2) t(x) GROUP BY x HAVING 5 NOT IN (SELECT y FROM (VALUES 3, NULL) v(y)) ORDER BY x

-- case: not_in_21
SELECT x FROM (VALUES 1,2) t(x) LEFT JOIN (VALUES 1) u(z) ON x = z WHERE z NOT IN (SELECT y FROM (VALUES 3) v(y)) ORDER BY x

-- case: not_in_more_1
SELECT s FROM (VALUES 'a','1') t(s) WHERE try_cast(s AS integer) NOT IN (SELECT y FROM (VALUES 3) v(y)) ORDER BY s

-- case: not_in_more_2
SELECT s FROM (VALUES 'a','1') t(s) WHERE nullif(s, 'a') NOT IN (SELECT y FROM (VALUES 'c') v(y)) ORDER BY s

-- case: not_in_more_3
SELECT s FROM (VALUES 'a','1') t(s) WHERE s NOT IN (SELECT nullif(y, 'c') FROM (VALUES 'c') v(y)) ORDER BY s

-- case: not_in_more_4
SELECT s FROM (VALUES 'a','1') t(s) WHERE NOT (nullif(s, 'a') IN (SELECT y FROM (VALUES 'c') v(y))) ORDER BY s

-- case: not_in_more_5
SELECT s FROM (VALUES 'a','1') t(s) WHERE s || 'x' NOT IN (SELECT y FROM (VALUES 'ax', 'c') v(y)) ORDER BY s

-- case: not_in_more_6
SELECT s FROM (VALUES 'a','1') t(s) WHERE NOT ('a' IN (SELECT y FROM (VALUES 'c', NULL) v(y))) ORDER BY s

-- case: not_in_more_7
SELECT s FROM (VALUES 'a','1') t(s) WHERE NOT ('a' NOT IN (SELECT y FROM (VALUES 'c', NULL) v(y))) ORDER BY s

-- case: not_in_more_8
SELECT s FROM (VALUES 'a','1') t(s) WHERE -0e0 NOT IN (SELECT y FROM (VALUES 0e0) v(y)) ORDER BY s

-- case: not_in_more_9
SELECT s FROM (VALUES 'a','1') t(s) WHERE 'a' NOT IN (SELECT y FROM (VALUES 'a', NULL) v(y)) ORDER BY s

-- case: not_in_more_10
SELECT s FROM (VALUES 'a','1') t(s) WHERE 'a' NOT IN (SELECT y FROM (VALUES 'b') v(y)) AND s NOT IN (SELECT y FROM (VALUES 'b') v(y)) AND nullif(s, 'a') NOT IN (SELECT y FROM (VALUES 'b') v(y)) ORDER BY s

-- case: not_in_more_11
SELECT s FROM (VALUES 'a','1') t(s) WHERE 'a' NOT IN (SELECT y FROM (VALUES 'b', NULL) v(y) WHERE y = 'x') ORDER BY s

-- case: not_in_more_12
SELECT s, count(*) AS c FROM (VALUES 'a','1', '1') t(s) GROUP BY s HAVING nullif(count(*), 1) NOT IN (SELECT y FROM (VALUES 3) v(y)) ORDER BY s

-- case: not_in_more_13
SELECT s, count(*) AS c FROM (VALUES 'a','1', '1') t(s) GROUP BY s HAVING max(nullif(s, '1')) NOT IN (SELECT y FROM (VALUES '3') v(y)) ORDER BY s

-- case: not_in_more_14
SELECT s FROM (VALUES 'a', '1') t(s) WHERE ARRAY[s] NOT IN (SELECT ARRAY[y] FROM (VALUES 'a', 'b') v(y)) ORDER BY s

-- case: constants_1
WITH v(id, d, q) AS (VALUES (5, 1, 2), (1, 1, 3)) SELECT DISTINCT id, max(q) OVER (PARTITION BY d ORDER BY q) AS v, ARRAY[ROW(2, 'a')] AS xs FROM v ORDER BY id

-- case: constants_2
WITH v(id, d, q) AS (VALUES (5, 1, 2), (1, 1, 3)) SELECT id, ARRAY[ROW(2, 'a')] AS xs FROM v ORDER BY id FETCH FIRST 1 ROWS WITH TIES

-- case: constants_3
WITH v(id, d, q) AS (VALUES (5, 1, 2), (1, 1, 3)) SELECT id, ARRAY[ROW(2, 'a')] AS xs FROM (SELECT id, q FROM v ORDER BY q FETCH FIRST 1 ROWS WITH TIES) ORDER BY id

-- case: constants_4
WITH v(id, d, q) AS (VALUES (5, 1, 2), (1, 1, 3)) SELECT DISTINCT id, max(q) OVER (PARTITION BY d ORDER BY q) AS v, MAP(ARRAY[1], ARRAY['a']) AS xs FROM v ORDER BY id

-- case: constants_6
WITH v(id, d, q) AS (VALUES (5, 1, 2), (1, 1, 3)) SELECT id, xs[1].a AS a FROM (SELECT id, d, ARRAY[CAST(ROW(2, 'a') AS row(a bigint, b varchar))] AS xs FROM v) WHERE cardinality(xs) = 1 ORDER BY id

-- case: constants_7
WITH v(id, d, q) AS (VALUES (5, 1, 2), (1, 1, 3)) SELECT id, e.a FROM (SELECT id, d, ARRAY[CAST(ROW(2, 'a') AS row(a bigint, b varchar))] AS xs FROM v) CROSS JOIN UNNEST(xs) AS e(a, b) ORDER BY id

-- case: constants_8
SELECT x, ARRAY[ROW(1, 'a')] AS r FROM (VALUES 1, 2) t(x) UNION ALL SELECT 3, ARRAY[ROW(2, 'b')] ORDER BY x

-- case: constants_9
SELECT ARRAY[ROW(1, 'a')] AS r, count(*) AS c FROM (VALUES 1, 2) t(x) GROUP BY ARRAY[ROW(1, 'a')]

-- case: constants_10
SELECT ARRAY[ROW(1, 'a')] AS r, map_agg(x, ARRAY[ROW(1, 'a')]) AS c FROM (VALUES 1, 2) t(x) GROUP BY 1

-- case: constants_11
SELECT x, max(ARRAY[ROW(1, 'a')]) OVER (ORDER BY x) AS r FROM (VALUES 1, 2) t(x) ORDER BY x

-- case: constants_12
SELECT s FROM (VALUES 'a','1') t(s) WHERE NOT 'a' IN (SELECT y FROM (VALUES 'c', NULL) v(y)) ORDER BY s

-- case: constants_13
SELECT s FROM (VALUES 'a','1') t(s) WHERE NOT nullif(s, 'a') IN (SELECT y FROM (VALUES 'c') v(y)) ORDER BY s

-- case: constants_14
SELECT s FROM (VALUES 'a','1') t(s) WHERE nullif(s, 'a') NOT IN (SELECT y FROM (VALUES 'c') v(y) WHERE y > s) ORDER BY s

-- case: constants_15
SELECT s FROM (VALUES 'a','1') t(s) WHERE nullif(s, 'a') NOT IN (SELECT y FROM (VALUES 'c') v(y) WHERE nullif(y, 'd') NOT IN (SELECT z FROM (VALUES 'd') w(z))) ORDER BY s

-- case: constants_16
SELECT (SELECT count(*) FROM (VALUES 1, 2) t(x) WHERE 5 NOT IN (SELECT y FROM (VALUES 3, NULL) v(y))) AS a

-- case: constants_17
WITH t(x) AS (SELECT x FROM (VALUES 1, 2) t(x) WHERE try(1 / (x - 1)) NOT IN (SELECT y FROM (VALUES 3) v(y))) SELECT * FROM t UNION ALL SELECT x + 1 FROM t ORDER BY 1

-- case: keys_1
WITH v(id, d, q, e) AS (VALUES (5, 1, 2, 1e0), (1, 1, 3, 2e0)) SELECT id, count(*) OVER (PARTITION BY CAST(e AS decimal(2)) >= 1) AS c FROM v ORDER BY id

-- case: keys_2
WITH v(id, s) AS (VALUES (5, 'a'), (1, 'ab')) SELECT id, count(*) OVER (PARTITION BY length(s) > 1) AS c, sum(id) OVER (PARTITION BY upper(s) = 'A' ORDER BY id) AS t FROM v ORDER BY id

-- case: keys_3
WITH v(id, s) AS (VALUES (5, 'a'), (1, 'ab')) SELECT id, count(*) OVER (PARTITION BY upper(s) >= lower(s)) AS c, sum(id) OVER (PARTITION BY sqrt(id) > 2e0 ORDER BY id) AS t FROM v ORDER BY id

-- case: keys_4
WITH v(id, s, x) AS (VALUES (5, 'a', 1e0), (1, 'ab', 0e0)) SELECT id, count(*) OVER (PARTITION BY CASE WHEN 'a' > CAST(id AS varchar) THEN x = 0e0 ELSE FALSE END) AS c FROM v ORDER BY id

-- case: keys_5
WITH v(id, z, q) AS (VALUES (5, TIMESTAMP '2024-01-15 08:30:15.250', 1), (1, NULL, 2)) SELECT max_by(z, id) FILTER (WHERE q = q) AS g, rank() OVER (PARTITION BY max_by(z, id) FILTER (WHERE q = q) ORDER BY max_by(z, id) FILTER (WHERE q = q) NULLS FIRST) AS m FROM v

-- case: keys_6
WITH v(id, z, q) AS (VALUES (5, TIMESTAMP '2024-01-15 08:30:15.250', 1), (1, NULL, 2)) SELECT id, count(*) OVER (PARTITION BY date_trunc('day', z) = TIMESTAMP '2024-01-15 00:00:00') AS g, rank() OVER (PARTITION BY year(z) > 2000, month(z) BETWEEN 1 AND 3 ORDER BY id) AS r, rank() OVER (ORDER BY coalesce(z, TIMESTAMP '2024-01-15 00:00:00') > TIMESTAMP '2024-01-15 00:00:00', id) AS t FROM v ORDER BY id

-- case: sort_keys_1
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id FROM v ORDER BY coalesce(x, 0) > 0, coalesce(x, 0) + 1 > 3, id

-- case: sort_keys_2
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, count(*) AS c FROM v GROUP BY id ORDER BY coalesce(max(x), 0) > 0, id

-- case: sort_keys_3
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT array_agg(id ORDER BY coalesce(x, 0) > 0, id) AS a FROM v

-- case: sort_keys_4
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id FROM v UNION ALL SELECT id + 1 FROM v ORDER BY coalesce(id, 0) > 2, 1

-- case: sort_keys_5
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, sum(id) OVER (PARTITION BY coalesce(x, 0) + 1 ORDER BY id) AS a FROM v ORDER BY id

-- case: sort_keys_6
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, sum(id) OVER (PARTITION BY coalesce(x, 0) % 2 ORDER BY coalesce(x, 0) * 2) AS a FROM v ORDER BY id

-- case: sort_keys_7
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, sum(id) OVER (PARTITION BY NOT coalesce(x > 0, false) ORDER BY coalesce(x, 0) * 2) AS a FROM v ORDER BY id

-- case: sort_keys_8
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, sum(id) OVER (PARTITION BY CASE WHEN x > 0 THEN 1 ELSE 0 END = 1 ORDER BY id) AS a, row_number() OVER (ORDER BY if(x > 0, 1, 0) > 0 DESC, id) AS r FROM v ORDER BY id

-- case: sort_keys_9
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, sum(id) OVER (PARTITION BY if(x > 0, 1, 0) BETWEEN 0 AND 1 ORDER BY id) AS a, row_number() OVER (ORDER BY if(x > 0, 1, 0) IN (1, 2) DESC, id) AS r FROM v ORDER BY id

-- case: sort_keys_10
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id FROM v ORDER BY if(x > 0, 1, 0) = 1 FETCH FIRST 1 ROWS WITH TIES

-- case: sort_keys_11
-- fails: not supported
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, max(x) FILTER (WHERE id > 1) OVER (PARTITION BY nullif(x, 1) = 2 OR id = 3 ORDER BY id) AS m FROM v ORDER BY id

-- case: sort_keys_12
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, rank() OVER (ORDER BY CASE WHEN x > 0 THEN x END - id DESC) AS m FROM v ORDER BY id

-- case: sort_keys_13
WITH v(id, x) AS (VALUES (5, 1e0), (1, NULL), (2, -1e0)) SELECT id, rank() OVER (PARTITION BY is_nan(x) = true ORDER BY abs(x) > 0.5e0, id) AS m, count(*) OVER (ORDER BY round(x) + 1 DESC) AS k, count(*) OVER (PARTITION BY CAST(coalesce(x, 0) AS bigint) = 1) AS l FROM v ORDER BY id

-- case: sort_keys_14
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT id, count(*) OVER (PARTITION BY x IS NULL AND id > 0) AS c, rank() OVER (ORDER BY x IS NULL OR id = 5) AS r, count(*) OVER (PARTITION BY x IN (1, 2) AND id > 1 ORDER BY NOT (x > 0) OR id = 2) AS n, count(*) OVER (PARTITION BY -(CASE WHEN x > 0 THEN 1 END) ORDER BY CASE WHEN x > 0 THEN 1 ELSE 5 END - 3) AS b FROM v ORDER BY id

-- case: sort_keys_15
WITH v(id, x) AS (VALUES (5, 1), (1, NULL), (2, -1)) SELECT sum(count(*)) OVER (ORDER BY coalesce(x, 0) > 0) AS c, coalesce(x, 0) > 0 AS k, array_agg(id ORDER BY x IS NULL OR x = 1, id) AS a FROM v GROUP BY coalesce(x, 0) > 0 ORDER BY k

-- case: sort_keys_16
WITH v(id, x) AS (VALUES (5, 'a'), (1, NULL), (2, 'b')) SELECT sum(count(*)) OVER (ORDER BY coalesce(x, 'b') || 'x') AS c, max_by(x, coalesce(x, 'q') || 'r') AS m, array_agg(id ORDER BY x LIKE 'a%' AND id > 0, id) AS a, listagg(x, ',') WITHIN GROUP (ORDER BY coalesce(x, '') || 'e' DESC) AS l FROM v GROUP BY coalesce(x, 'b') || 'x' ORDER BY 1

-- case: floats_1
SELECT 0 IN (10, x) AS b, 0 NOT IN (10, x) AS c FROM (VALUES -0e0) AS t(x)

-- case: floats_2
SELECT x IN (10, 0) AS b, x IN (0e0, y) AS c, REAL '0' IN (x, 1) AS d FROM (VALUES (-0e0, 1)) AS t(x, y)

-- case: floats_3
SELECT 1 AS a FROM (VALUES 2) AS v(id) CROSS JOIN LATERAL (SELECT max(0.5) AS m FROM (VALUES 2) AS t(id) WHERE t.id < v.id) AS l WHERE CAST(l.m AS double) = 1

-- case: floats_4
SELECT 1 AS a UNION SELECT 1 AS a FROM (VALUES 2) AS v(id) LEFT JOIN LATERAL (SELECT max(t.id * 0.5) AS la FROM (VALUES 2) AS t(id) WHERE t.id < v.id) AS l ON TRUE WHERE CAST(l.la AS double) = 1 ORDER BY 1

-- case: floats_5
SELECT DISTINCT sum(x) OVER (ORDER BY y) AS s, MAP(ARRAY['a'], ARRAY[1]) AS m FROM (VALUES (1, 1), (2, 0), (3, 2)) AS t(x, y) ORDER BY s

-- case: floats_6
SELECT x, rank() OVER (ORDER BY b) AS n FROM (SELECT max(t) AS x, count(*) OVER (PARTITION BY max(t)) AS b FROM (VALUES 1) AS u(t))

-- case: of_no_rows_1
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE abs(3e0) IN (SELECT 1.5e0 FROM (VALUES 1) AS u(y)) ORDER BY x

-- case: of_no_rows_2
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE 3 IN (SELECT 1 FROM (VALUES 1) AS u(y)) ORDER BY x

-- case: of_no_rows_3
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE 3 IN (SELECT 3 FROM (VALUES 1) AS u(y)) ORDER BY x

-- case: of_no_rows_4
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE 3 IN (SELECT 1 FROM (VALUES 1) AS u(y) WHERE y > 1) ORDER BY x

-- case: of_no_rows_5
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE 3 IN (SELECT 1 FROM (SELECT count(*) AS o, try(round(0e0)) AS m FROM (VALUES 1) AS u(y)) AS r5 WHERE (r5.o NOT IN (BIGINT '5', SMALLINT '-2', 4))) ORDER BY x

-- case: of_no_rows_6
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE 3 NOT IN (SELECT 3 FROM (VALUES 1) AS u(y)) ORDER BY x

-- case: of_no_rows_7
SELECT x FROM (VALUES 1, 2) AS t(x) WHERE 3 IN (SELECT 1 FROM (SELECT count(*) AS o FROM (VALUES 1) AS u(y))) ORDER BY x

-- case: of_no_rows_8
SELECT x FROM (VALUES 1, 2) AS t(x) RIGHT JOIN (VALUES 1) AS v(z) ON x <= z WHERE 3 IN (SELECT 1 FROM (SELECT count(*) AS o FROM (VALUES 1) AS u(y))) ORDER BY x

-- case: of_no_rows_9
SELECT x FROM (VALUES 1, 2) AS t(x) RIGHT JOIN (VALUES 1) AS v(z) ON x <= z WHERE 3 IN (SELECT 1 FROM (VALUES 1) AS u(y)) ORDER BY x

-- case: of_no_rows_10
SELECT x, count(*) OVER (ORDER BY x) AS c FROM (VALUES 1, 2) AS t(x) WHERE 3 IN (SELECT 1 FROM (SELECT rank() OVER (ORDER BY min(y)) AS f, count(*) AS o FROM (VALUES 1) AS u(y)) AS r WHERE o NOT IN (5, 2)) ORDER BY x

-- case: of_no_rows_11
SELECT a.id, b.id AS i FROM (VALUES (1, 2)) AS a(id, y) LEFT JOIN (VALUES (3, 2)) AS b(id, y) USING (y) WHERE 1 > (SELECT count(*) FROM (VALUES 2) AS c(z) WHERE c.z <> y) ORDER BY 1

-- case: of_no_rows_12
SELECT a.id, b.id AS i FROM (VALUES (1, 2)) AS a(id, y) LEFT JOIN (VALUES (3, 2)) AS b(id, y) USING (y) WHERE 1 > (SELECT count(*) FROM (VALUES 2) AS c(z) WHERE c.z = y + 1) ORDER BY 1

-- case: of_no_rows_13
SELECT a.id, b.id AS i FROM (VALUES (1, 2)) AS a(id, y) FULL JOIN (VALUES (3, 4)) AS b(id, y) USING (y) WHERE EXISTS (SELECT 1 FROM (VALUES 2) AS c(z) WHERE c.z = y) ORDER BY 1

-- case: of_no_rows_14
SELECT a.id, y FROM (VALUES (1, 2)) AS a(id, y) JOIN (VALUES (3, 2)) AS b(id, y) USING (y) WHERE y IN (SELECT z FROM (VALUES 2) AS c(z) WHERE c.z = y) ORDER BY 1

-- case: of_no_rows_15
SELECT * FROM (SELECT count(*) AS c, 'x' AS k FROM (VALUES 1) AS t(a)) WHERE k = 'y'

-- case: of_no_rows_16
SELECT * FROM (SELECT count(*) AS c, 'x' AS k FROM (VALUES 1) AS t(a)) AS s JOIN (VALUES 1) AS u(z) ON k = 'y'

-- case: of_no_rows_17
WITH s AS (SELECT 'web' AS kind, sum(a) AS c FROM (VALUES 1) AS t(a) UNION ALL SELECT 'app', sum(a) FROM (VALUES 2) AS t(a)) SELECT * FROM s WHERE kind = 'web'

-- case: of_no_rows_18
WITH s AS (SELECT 'web' AS kind, count(*) AS c FROM (VALUES 1) AS t(a) UNION ALL SELECT 'app', count(*) FROM (VALUES 2) AS t(a)) SELECT * FROM s WHERE kind <> 'web'

-- case: rows_in_2
SELECT x, u.y, (x, u.y) IN ((7,'ab'),(0,'x y')) AS a FROM (VALUES (2, CAST(NULL AS varchar)), (7, NULL)) t(x,y) FULL JOIN (VALUES 'a') u(y) ON t.y = u.y ORDER BY 1, 2

-- case: rows_in_3
SELECT x, u.y, (x, u.y) IN ((7,'ab'),(0,'x y')) AS a FROM (VALUES (2, CAST(NULL AS varchar)), (7, NULL)) t(x,y) FULL JOIN (SELECT listagg(z, ',') WITHIN GROUP (ORDER BY z) AS y FROM (VALUES 'a') AS u(z)) u ON t.y = u.y ORDER BY 1, 2

-- case: rows_in_4
SELECT x, u.y, (x, u.y) IN ((7,'ab'),(0,'x y')) AS a FROM (SELECT x, listagg(y, ',') WITHIN GROUP (ORDER BY y) AS y FROM (VALUES (2, CAST(NULL AS varchar)), (7, NULL)) t(x,y) GROUP BY x) t FULL JOIN (SELECT listagg(z, ',') WITHIN GROUP (ORDER BY z) AS y FROM (VALUES 'a') AS u(z)) u ON t.y = u.y ORDER BY 1, 2

-- case: rows_in_5
SELECT x, u.y, (x, u.y) IN ((7,'ab'),(0,'x y')) AS a FROM (VALUES (2, 'b'), (7, NULL)) t(x,y) FULL JOIN (SELECT listagg(z, ',') WITHIN GROUP (ORDER BY z) AS y FROM (VALUES 'a') AS u(z)) u ON t.y = u.y ORDER BY 1, 2

-- case: rows_in_6
SELECT x, u.y, (x, u.y) IN ((7,'ab'),(0,'x y')) AS a FROM (VALUES (2, 'b'), (7, NULL)) t(x,y) FULL JOIN (SELECT max(z) AS y FROM (VALUES 'a') AS u(z) WHERE NOT NOT z = z) u ON t.y = u.y ORDER BY 1, 2

-- case: rows_in_7
SELECT x, u.y, (x, u.y) IN ((7,'ab'),(0,'x y')) AS a FROM (VALUES (2, 'b'), (7, NULL)) t(x,y) FULL JOIN (SELECT max(z) AS y FROM (VALUES 'a') AS u(z) WHERE z = 'x') u ON t.y = u.y ORDER BY 1, 2

-- case: window_1
-- fails: null treatment not allowed
SELECT sum(v) IGNORE NULLS OVER (ORDER BY v) FROM (VALUES 1) t(v)

-- case: window_2
-- fails: null treatment not allowed
SELECT sum(v) RESPECT NULLS OVER (ORDER BY v) FROM (VALUES 1) t(v)

-- case: window_3
-- fails: null treatment not allowed
SELECT rank() RESPECT NULLS OVER (ORDER BY v) FROM (VALUES 1) t(v)

-- case: window_4
-- fails: null treatment not allowed
SELECT ntile(2) IGNORE NULLS OVER (ORDER BY v) FROM (VALUES 1) t(v)

-- case: window_5
-- fails: syntax error
SELECT array_agg(v) IGNORE NULLS FROM (VALUES 1) t(v)

-- case: window_6
SELECT lag(v) RESPECT NULLS OVER (ORDER BY v) FROM (VALUES 1) t(v)

-- case: window_7
SELECT row_number() OVER (ORDER BY v ROWS 1 PRECEDING) FROM (VALUES 1) t(v)

-- case: window_8
SELECT rank() OVER (ORDER BY v ROWS 1 PRECEDING) FROM (VALUES 1) t(v)

-- case: window_9
-- fails: missing order by
SELECT lag(v) OVER (PARTITION BY v) FROM (VALUES 1) t(v)

-- case: window_10
-- fails: invalid window frame
SELECT lag(v) OVER (w ROWS UNBOUNDED PRECEDING) FROM (VALUES 1) t(v) WINDOW w AS (ORDER BY v)

-- case: window_11
-- fails: invalid window frame
SELECT lag(v) OVER w FROM (VALUES 1) t(v) WINDOW w AS (ORDER BY v ROWS UNBOUNDED PRECEDING)

-- case: window_12
SELECT sum(v) OVER (w ROWS UNBOUNDED PRECEDING) FROM (VALUES 1) t(v) WINDOW w AS (ORDER BY v)

-- case: window_13
SELECT sum(v) OVER (w) FROM (VALUES 1) t(v) WINDOW w AS (ORDER BY v)

-- case: window_14
-- fails: invalid window reference
SELECT sum(v) OVER (w) FROM (VALUES 1) t(v) WINDOW w AS (ORDER BY v ROWS UNBOUNDED PRECEDING)

-- case: window_15
SELECT sum(v) OVER w FROM (VALUES 1) t(v) WINDOW w AS (ORDER BY v ROWS UNBOUNDED PRECEDING)

-- case: window_16
SELECT sum(v) OVER (w ORDER BY v) FROM (VALUES 1) t(v) WINDOW w AS (PARTITION BY v)

-- case: window_17
-- fails: duplicate window name
SELECT sum(v) OVER W FROM (VALUES 1) t(v) WINDOW w AS (PARTITION BY v), W AS (ORDER BY v)

-- case: window_18
SELECT sum(v) OVER b FROM (VALUES 1) t(v) WINDOW a AS (PARTITION BY v), b AS (a ORDER BY v)

-- case: window_19
SELECT sum(v) OVER b FROM (VALUES 1) t(v) WINDOW a AS (PARTITION BY v), b AS (a)

-- case: window_20
-- fails: invalid order by
SELECT sum(v) OVER b FROM (VALUES 1) t(v) WINDOW a AS (ORDER BY v), b AS (a ORDER BY v)

-- case: window_21
-- fails: invalid window reference
SELECT sum(v) OVER b FROM (VALUES 1) t(v) WINDOW a AS (ORDER BY v ROWS CURRENT ROW), b AS (a)

-- case: window_22
-- fails: invalid window reference
SELECT v FROM (VALUES 1) t(v) WINDOW b AS (a ORDER BY v)

-- case: window_23
-- fails: syntax error
SELECT v FROM (VALUES 1) t(v) WINDOW b AS a

-- case: window_24
-- fails: type mismatch
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES DATE '2024-01-01') t(v)

-- case: window_25
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM (VALUES DATE '2024-01-01') t(v)

-- case: window_26
-- fails: invalid function argument
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW) FROM (VALUES DATE '2024-01-01') t(v)

-- case: window_27
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN INTERVAL '1' MONTH PRECEDING AND CURRENT ROW) FROM (VALUES DATE '2024-01-01') t(v)

-- case: window_28
-- fails: type mismatch
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES TIMESTAMP '2024-01-01 00:00:00') t(v)

-- case: window_29
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM (VALUES TIME '10:00:00') t(v)

-- case: window_30
-- fails: type mismatch
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM (VALUES 1) t(v)

-- case: window_31
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN 1.5 PRECEDING AND CURRENT ROW) FROM (VALUES 1) t(v)

-- case: window_32
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN 1e0 PRECEDING AND CURRENT ROW) FROM (VALUES 1) t(v)

-- case: window_33
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES 1e0) t(v)

-- case: window_34
-- fails: type mismatch
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES true) t(v)

-- case: window_35
-- fails: type mismatch
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN '1' PRECEDING AND CURRENT ROW) FROM (VALUES 1) t(v)

-- case: window_36
SELECT sum(1) OVER (ORDER BY v RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM (VALUES INTERVAL '1' DAY) t(v)

-- case: window_37
-- fails: invalid order by
SELECT sum(1) OVER (ORDER BY v, v RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES 1) t(v)

-- case: window_38
-- fails: missing order by
SELECT sum(1) OVER (RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES 1) t(v)

-- case: window_39
SELECT sum(1) OVER (ORDER BY v GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES 'a') t(v)

-- case: window_40
-- fails: type mismatch
SELECT v FROM (VALUES JSON '1') t(v) ORDER BY v

-- case: window_41
-- fails: type mismatch
SELECT v FROM (VALUES JSON '1') t(v) ORDER BY 1

-- case: window_42
-- fails: type mismatch
SELECT 1 AS a FROM (VALUES JSON '1') t(v) ORDER BY v

-- case: window_43
-- fails: type mismatch
SELECT v FROM (VALUES ARRAY[JSON '1']) t(v) ORDER BY v

-- case: window_44
-- fails: type mismatch
SELECT v FROM (VALUES ROW(JSON '1')) t(v) ORDER BY v.field0

-- case: window_45
-- fails: type mismatch
SELECT v FROM (VALUES MAP(ARRAY[1], ARRAY[1])) t(v) ORDER BY v

-- case: window_46
-- fails: type mismatch
SELECT array_agg(1 ORDER BY v) FROM (VALUES JSON '1') t(v)

-- case: window_47
-- fails: type mismatch
SELECT first_value(1) OVER (ORDER BY v) FROM (VALUES JSON '1') t(v)

-- case: window_48
SELECT count(*) OVER (PARTITION BY v) FROM (VALUES JSON '1') t(v)

-- case: window_49
-- fails: type mismatch
SELECT sum(v) FILTER (WHERE v) FROM (VALUES 0,1,2) t(v)

-- case: window_50
SELECT sum(v) FILTER (WHERE NULL) FROM (VALUES 0,1,2) t(v)

-- case: window_51
-- fails: type mismatch
SELECT sum(v) FILTER (WHERE 'true') FROM (VALUES 0,1,2) t(v)

-- case: window_52
-- fails: syntax error
SELECT count(DISTINCT *) FROM (VALUES 1) t(v)

-- case: window_54
SELECT v FROM (VALUES 1,2) t(v) OFFSET 1 LIMIT ALL

-- case: window_55
-- fails: type mismatch
SELECT v FROM (VALUES 1,2) t(v) WHERE 1

-- case: window_56
SELECT v FROM (VALUES 1,2) t(v) WHERE NULL

-- case: window_57
-- fails: type mismatch
SELECT count(*) FROM (VALUES 1,2) t(v) HAVING count(*)

-- case: window_58
SELECT sum(v) OVER (ORDER BY v ROWS BETWEEN v PRECEDING AND CURRENT ROW) FROM (VALUES 1,2) t(v) ORDER BY 1

-- case: window_59
SELECT sum(v) OVER (ORDER BY v ROWS BETWEEN 2 FOLLOWING AND 1 FOLLOWING) FROM (VALUES 1,2) t(v) ORDER BY 1

-- case: window_60
-- fails: invalid window frame
SELECT sum(v) OVER (ORDER BY v ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM (VALUES 1,2) t(v)

-- case: window_61
-- fails: invalid window frame
SELECT sum(v) OVER (ORDER BY v ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW) FROM (VALUES 1,2) t(v)

-- case: window_62
-- fails: type mismatch
SELECT sum(v) OVER (ORDER BY v ROWS 1.5 PRECEDING) FROM (VALUES 1,2) t(v)

-- case: window_63
-- fails: invalid window frame
SELECT sum(v) OVER (ORDER BY v ROWS -1 PRECEDING) FROM (VALUES 1,2) t(v)

-- case: window_64
-- fails: invalid window reference
SELECT sum(v) OVER nope FROM (VALUES 1,2) t(v)

-- case: window_65
-- fails: invalid window reference
SELECT sum(v) OVER (nope) FROM (VALUES 1,2) t(v)

-- case: window_66
-- fails: expression not scalar
SELECT v FROM (VALUES 1,2) t(v) WHERE row_number() OVER (ORDER BY v) = 1

-- case: window_67
-- fails: missing group by
SELECT grouping(v) FROM (VALUES 1,2) t(v)

-- case: window_68
-- fails: table not found
SELECT r.* FROM (VALUES ROW(ROW(1,2))) t(r)

-- case: window_69
-- fails: expression not aggregate
SELECT *, count(*) FROM (VALUES 1) t(a)

-- case: window_70
-- fails: duplicate named query
WITH a AS (SELECT 1 AS x), a AS (SELECT 2 AS x) SELECT x FROM a

-- case: window_72
SELECT * FROM (VALUES 1) t(v), (VALUES 2) t(v)

-- case: window_73
-- fails: ambiguous name
SELECT a FROM (VALUES 1) t(a), (VALUES 2) u(a)

-- case: window_74
-- fails: column not found
WITH w(r) AS (VALUES ARRAY[1]) SELECT a, b FROM w, UNNEST(r) h(a) CROSS JOIN (VALUES 1) g(b)

-- case: window_75
WITH w(r) AS (VALUES ARRAY[1]) SELECT a, b FROM w, UNNEST(ARRAY[1]) h(a) CROSS JOIN (VALUES 1) g(b)

-- case: window_76
WITH w(r) AS (VALUES ARRAY[1]) SELECT a, b FROM w CROSS JOIN UNNEST(r) h(a), (VALUES 1) g(b)

-- case: window_77
WITH w(r) AS (VALUES ARRAY[1]) SELECT a FROM (VALUES 1) x(q) LEFT JOIN w ON true CROSS JOIN UNNEST(r) h(a) LEFT JOIN (VALUES 1) g(b) ON true

-- case: window_78
-- fails: column not found
SELECT a.k, l.v FROM (VALUES 1) a(k), LATERAL (SELECT a.k+1 AS v) l CROSS JOIN (VALUES 9) z(q)

-- case: window_79
SELECT (SELECT max(e) FROM (VALUES 1) q(x), UNNEST(t.r) u(e) CROSS JOIN (VALUES 2) z(y)) AS m FROM (VALUES ARRAY[1]) t(r)

-- case: window_80
-- fails: not supported
SELECT k, (SELECT b.v FROM (VALUES (1,'x'),(2,'y')) b(k,v) WHERE b.k=a.k LIMIT 1) FROM (VALUES 1) a(k)
