-- case: plain
SELECT id, (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) ORDER BY id

-- case: plain_again
SELECT id, (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1, NULL), (2, NULL, NULL), (3, 3, 3), (4, 4, 5)) t(id, a, b) ORDER BY id

-- case: plain_thrice
SELECT id, a IS NULL, (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) ORDER BY id

-- case: nullif
SELECT id, nullif(a, 4) AS n, (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) ORDER BY id

-- case: plain_once_more
SELECT id, (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (2, CAST(NULL AS integer))) t(id, a) ORDER BY id

-- case: plain_further
SELECT id FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) WHERE ((a, id) IN ((1, 1), (4, 9))) IS NULL ORDER BY id

-- case: plain_6
SELECT id FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) WHERE (a, id) NOT IN ((1, 1), (4, 9)) ORDER BY id

-- case: plain_7
SELECT id, (a, id) IN ((1, 1)) FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) ORDER BY id

-- case: plain_8
SELECT id, (a, id) NOT IN ((1, 1), (4, 9)) FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) ORDER BY id

-- case: plain_9
SELECT id, (a, id) IN ((1, 1), (4, 9), (7, 7)) FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) ORDER BY id

-- case: plain_10
SELECT (CAST(NULL AS integer), 2) IN ((1, 1), (4, 9)), (CAST(NULL AS integer), 9) IN ((1, 1), (4, 9))

-- case: try
SELECT id, (a, id) IN ((1, 1), (4, 9)) x, TRY(a / 1) y FROM (VALUES (1, 1), (2, NULL), (3, 3), (9, NULL)) t(id, a) ORDER BY id

-- case: plain_11
SELECT id, a = b, (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1, 1), (2, NULL, 1), (3, 3, 1), (9, NULL, 1)) t(id, a, b) ORDER BY id

-- case: plain_12
SELECT id, coalesce(a, -1), (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1, 1), (2, NULL, 1), (3, 3, 1), (9, NULL, 1)) t(id, a, b) ORDER BY id

-- case: greatest
SELECT id, greatest(a, b), (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1, 1), (2, NULL, 1), (3, 3, 1), (9, NULL, 1)) t(id, a, b) ORDER BY id

-- case: between
SELECT id, a BETWEEN 1 AND b, (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1, 1), (2, NULL, 1), (3, 3, 1), (9, NULL, 1)) t(id, a, b) ORDER BY id

-- case: is_distinct
SELECT id, a IS DISTINCT FROM b, (a, id) IN ((1, 1), (4, 9)) FROM (VALUES (1, 1, 1), (2, NULL, 1), (3, 3, 1), (9, NULL, 1)) t(id, a, b) ORDER BY id

-- case: plain_13
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, (a, id) IN ((1, 1), (4, 9)) FROM (SELECT id, a FROM t) q ORDER BY id

-- case: plain_14
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, (a, id) IN ((1, 1), (4, 9)) FROM t WHERE id > 0 ORDER BY id

-- case: plain_15
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, (a, id) IN ((1, 1), (4, 9)) x, sum(id) OVER () s FROM t ORDER BY id

-- case: plain_16
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, CASE WHEN (a, id) IN ((1, 1), (4, 9)) THEN 'y' WHEN (a, id) NOT IN ((1, 1), (4, 9)) THEN 'n' ELSE '?' END x FROM t ORDER BY id

-- case: plain_17
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT (a, id) IN ((1, 1), (4, 9)) x, count(*) c FROM t GROUP BY 1 ORDER BY 1

-- case: count_if
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT count_if((a, id) IN ((1, 1), (4, 9))) x, count_if((a, id) NOT IN ((1, 1), (4, 9))) y FROM t

-- case: union
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, (a, id) IN ((1, 1), (4, 9)) x FROM t UNION ALL SELECT 0, (NULL, 1) IN ((1, 2), (3, 4)) ORDER BY 1

-- case: plain_18
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, x FROM (SELECT id, (a, id) IN ((1, 1), (4, 9)) x FROM t) WHERE x IS NULL OR x ORDER BY id

-- case: plain_19
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, (a, id) IN ((1, 1), (4, 9)) x FROM t ORDER BY id LIMIT 2

-- case: distinct
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT DISTINCT (a, id) IN ((1, 1), (4, 9)) x FROM t ORDER BY 1

-- case: transform
SELECT transform(ARRAY[1, 2, NULL], x -> (x, 1) IN ((1, 2), (2, 2)))

-- case: plain_20
SELECT id, ARRAY[a, id] IN (ARRAY[1, 1], ARRAY[4, 9]) x FROM (VALUES (1, 1), (2, NULL), (9, NULL)) t(id, a) ORDER BY id

-- case: join
SELECT id, (a, id) IN ((1, 1), (4, 9)) x FROM (VALUES (1, 1), (2, NULL), (9, NULL)) t(id, a) JOIN (VALUES 1, 2, 9) u(y) ON id = y ORDER BY id

-- case: plain_21
SELECT id, (id * 2, a) IN ((2, 1), (4, 9)) x FROM (SELECT id, a + 0 a FROM (VALUES (1, 1), (2, NULL), (9, NULL)) t(id, a)) ORDER BY id

-- case: plain_22
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, (id, a) IN ((1, 2), (4, 9)) x FROM t ORDER BY id

-- case: plain_23
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, (id, a) IN ((1, 1), (4, 9)) x FROM t ORDER BY id

-- case: plain_24
WITH t(id, a) AS (VALUES (1, 1), (2, NULL), (9, NULL)) SELECT id, (a, id) IN ((1, 2), (4, 9)) x FROM t ORDER BY id
