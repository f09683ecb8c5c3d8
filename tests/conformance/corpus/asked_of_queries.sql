-- case: plain
SELECT ARRAY[1,NULL] IN (SELECT ARRAY[1,NULL]) a, ARRAY[1,NULL] IN (SELECT ARRAY[1,2]) b, ARRAY[1,2] IN (SELECT ARRAY[1,NULL]) c, ARRAY[2,NULL] IN (SELECT ARRAY[1,NULL]) d

-- case: plain_again
SELECT x, x IN (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y)) a FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) ORDER BY i

-- case: plain_thrice
SELECT i, x IN (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2]), (NULL)) t(y)) a FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) ORDER BY i

-- case: any
SELECT i, x = ANY (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y)) a FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) ORDER BY i

-- case: all
SELECT i, x NOT IN (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y)) a, x <> ALL (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y)) b FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) ORDER BY i

-- case: plain_once_more
SELECT i, x IN (SELECT y FROM (VALUES (MAP(ARRAY['a'],ARRAY[NULL])), (MAP(ARRAY['a'],ARRAY[1]))) t(y)) a FROM (VALUES (1, MAP(ARRAY['a'],ARRAY[1])), (2, MAP(ARRAY['a'],ARRAY[NULL])), (3, MAP(ARRAY['a'],ARRAY[3]))) s(i, x) ORDER BY i

-- case: plain_further
-- fails: mismatched column aliases
SELECT i, x IN (SELECT y FROM (VALUES (CAST(ROW(1,NULL) AS ROW(a integer, b integer))), (ROW(1,2))) t(y)) a FROM (VALUES (1, CAST(ROW(1,NULL) AS ROW(a integer, b integer))), (2, ROW(1,2)), (3, ROW(NULL,2)), (4, ROW(3,3))) s(i, x) ORDER BY i

-- case: any_again
-- fails: mismatched column aliases
SELECT i, x = ANY (SELECT y FROM (VALUES (CAST(ROW(1,NULL) AS ROW(a integer, b integer))), (ROW(1,2))) t(y)) a FROM (VALUES (1, CAST(ROW(1,NULL) AS ROW(a integer, b integer))), (2, ROW(1,2)), (3, ROW(NULL,2)), (4, ROW(3,3))) s(i, x) ORDER BY i

-- case: any_thrice
-- fails: mismatched column aliases
SELECT i FROM (VALUES (1, CAST(ROW(1,NULL) AS ROW(a integer, b integer))), (2, ROW(1,2)), (3, ROW(NULL,2)), (4, ROW(3,3))) s(i, x) WHERE x = ANY (SELECT y FROM (VALUES (CAST(ROW(1,NULL) AS ROW(a integer, b integer))), (ROW(1,2))) t(y)) ORDER BY i

-- case: plain_6
SELECT i, x IN (SELECT y FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2])) t(j, y) WHERE j <= i) a FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) ORDER BY i

-- case: plain_7
SELECT i, x IN (SELECT y FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2])) t(j, y) WHERE j = i) a FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) ORDER BY i

-- case: any_once_more
SELECT i, x < ANY (SELECT y FROM (VALUES (ARRAY[1,5]), (ARRAY[1,2])) t(y)) a FROM (VALUES (1, ARRAY[1,4]), (2, ARRAY[1,2]), (3, ARRAY[2,7]), (4, NULL), (5, ARRAY[0])) s(i, x) ORDER BY i

-- case: plain_8
SELECT i, (x IN (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y))) IS NULL a FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) ORDER BY i

-- case: plain_9
SELECT i, CASE WHEN x IN (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y)) THEN 'in' ELSE 'out' END a FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) ORDER BY i

-- case: plain_10
SELECT i FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) WHERE x IN (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y)) OR i = 4 ORDER BY i

-- case: plain_11
SELECT i FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) WHERE x NOT IN (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y)) ORDER BY i

-- case: plain_12
SELECT i FROM (VALUES (1, ARRAY[1,NULL]), (2, ARRAY[1,2]), (3, ARRAY[2,NULL]), (4, NULL), (5, ARRAY[NULL])) s(i, x) WHERE (x IN (SELECT y FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,2])) t(y))) IS NULL ORDER BY i

-- case: nan_any
SELECT nan() IN (SELECT nan()), nan() = ANY (SELECT nan()), ARRAY[nan()] IN (SELECT ARRAY[nan()])

-- case: nan
SELECT x, x IN (SELECT y FROM (VALUES nan(), DOUBLE '0') t(y)) a, x NOT IN (SELECT y FROM (VALUES nan(), DOUBLE '0') t(y)) b FROM (VALUES nan(), DOUBLE '-0', DOUBLE '1', NULL) s(x) ORDER BY 1

-- case: nan_again
SELECT x FROM (VALUES nan(), DOUBLE '-0', DOUBLE '1', NULL) s(x) WHERE x IN (SELECT y FROM (VALUES nan(), DOUBLE '0') t(y)) ORDER BY 1

-- case: nan_thrice
SELECT x FROM (VALUES nan(), DOUBLE '-0', DOUBLE '1', NULL) s(x) WHERE x NOT IN (SELECT y FROM (VALUES nan(), DOUBLE '0') t(y)) ORDER BY 1

-- case: nan_once_more
SELECT x, x IN (SELECT y FROM (VALUES (1, nan()), (2, DOUBLE '0')) t(j, y) WHERE j <= i) a FROM (VALUES (1, nan()), (2, DOUBLE '-0'), (3, DOUBLE '1'), (4, NULL), (0, nan())) s(i, x) ORDER BY i

-- case: all_nan_any
SELECT x = ALL (SELECT nan()), x <> ALL (SELECT nan()), x <> ANY (SELECT nan()), x >= ALL (SELECT nan()), x < ANY (SELECT nan()) FROM (VALUES nan()) t(x)

-- case: any_all
SELECT i, x < ANY (SELECT y FROM (VALUES 1, 3, NULL) t(y)) a, x > ALL (SELECT y FROM (VALUES 1, 3, NULL) t(y)) b, x <= ALL (SELECT y FROM (VALUES 1, 3) t(y)) c, x >= ANY (SELECT y FROM (VALUES 1, 3) t(y) WHERE y > 5) d, x < ALL (SELECT y FROM (VALUES 1, 3) t(y) WHERE y > 5) e FROM (VALUES (1, 0), (2, 2), (3, 5), (4, NULL)) s(i, x) ORDER BY i

-- case: all_any
SELECT i, x = ALL (SELECT y FROM (VALUES 1, 1, NULL) t(y)) a, x <> ANY (SELECT y FROM (VALUES 1, 1) t(y)) b, x = ALL (SELECT y FROM (VALUES 1, 3) t(y) WHERE y > 5) c, x <> ALL (SELECT y FROM (VALUES 1, NULL) t(y)) d, x = ALL (SELECT y FROM (VALUES 2, 2) t(y)) e FROM (VALUES (1, 1), (2, 2), (3, 5), (4, NULL)) s(i, x) ORDER BY i

-- case: any_all_again
SELECT i, x < ANY (SELECT y FROM (VALUES (1, 5), (2, 1), (3, NULL)) t(j, y) WHERE j = s.i) a, x >= ALL (SELECT y FROM (VALUES (1, 5), (2, 1), (3, NULL)) t(j, y) WHERE j <= i) b FROM (VALUES (1, 1), (2, 2), (3, 5), (4, NULL)) s(i, x) ORDER BY i

-- case: all_nan_any_again
SELECT x, x > ALL (SELECT y FROM (VALUES nan(), 1e0) t(y)) a, x < ANY (SELECT y FROM (VALUES nan(), 1e0) t(y)) b, x <= ALL (SELECT y FROM (VALUES nan(), 1e0) t(y)) c FROM (VALUES 0e0, 2e0, nan()) s(x) ORDER BY 1

-- case: all_any_again
-- fails: type mismatch
SELECT s > ALL (SELECT y FROM (VALUES 'a', 'b') t(y)), s < ANY (SELECT y FROM (VALUES DATE '2024-01-01') t(y)) FROM (VALUES 'c') q(s)

-- case: all_again
SELECT d > ALL (SELECT y FROM (VALUES TIMESTAMP '2024-01-01 00:00:00') t(y)), d IN (SELECT TIMESTAMP '2024-02-01 00:00:00') FROM (VALUES DATE '2024-02-01') q(d)

-- case: all_thrice
SELECT x, CASE WHEN x >= ALL (SELECT max(y) FROM (VALUES 1, 2) t(y)) THEN 'top' ELSE 'rest' END c FROM (VALUES 1, 2, 3) s(x) ORDER BY 1

-- case: any_further
SELECT x, sum(x) OVER (ORDER BY x) > ANY (SELECT y FROM (VALUES 2, 3) t(y)) c FROM (VALUES 1, 2, 3) s(x) ORDER BY 1

-- case: all_once_more
SELECT k, max(x) >= ALL (SELECT y FROM (VALUES 2, 3) t(y)) c, count(*) IN (SELECT y FROM (VALUES 2, 3) t(y)) d FROM (VALUES ('a', 1), ('a', 3), ('b', 2)) s(k, x) GROUP BY k ORDER BY 1

-- case: plain_13
SELECT x, x * 2 IN (SELECT y * 2 FROM (VALUES 2, 3) t(y)) c, (x IN (SELECT 1)) = (x NOT IN (SELECT 2)) d FROM (VALUES 1, 2, NULL) s(x) ORDER BY 1

-- case: plain_14
SELECT TIMESTAMP '2024-01-01 05:00:00 Asia/Tokyo' IN (SELECT TIMESTAMP '2023-12-31 20:00:00 UTC'), DECIMAL '1.50' IN (SELECT 1.5), 2 IN (SELECT BIGINT '2'), 'a ' IN (SELECT 'a')

-- case: plain_15
-- fails: not supported
SELECT i, x IN (SELECT y FROM (VALUES (1, 'a'), (2, 'b')) t(j, y) WHERE t.j = s.i AND y NOT IN (SELECT z FROM (VALUES 'b', s.x) u(z))) c FROM (VALUES (1, 'a'), (2, 'b')) s(i, x) ORDER BY 1

-- case: nan_join
SELECT a.x, b.y FROM (VALUES nan(), DOUBLE '-0', DOUBLE '1') a(x) LEFT JOIN (VALUES nan(), DOUBLE '0') b(y) ON a.x = b.y ORDER BY 1

-- case: nan_join_full_join
SELECT a.x, b.y FROM (VALUES nan(), DOUBLE '-0', DOUBLE '1') a(x) FULL JOIN (VALUES nan(), DOUBLE '0') b(y) ON a.x = b.y ORDER BY 1, 2

-- case: nan_join_using
SELECT x, y FROM (VALUES (1, nan()), (2, DOUBLE '-0')) a(x, k) JOIN (VALUES (3, nan()), (4, DOUBLE '0')) b(y, k) USING (k) ORDER BY 1

-- case: nan_exists
SELECT x FROM (VALUES (1, nan()), (2, DOUBLE '-0'), (3, DOUBLE '1')) a(x, k) WHERE EXISTS (SELECT 1 FROM (VALUES (3, nan()), (4, DOUBLE '0')) b(y, k) WHERE a.k = b.k) ORDER BY 1

-- case: nan_exists_again
SELECT x FROM (VALUES (1, nan()), (2, DOUBLE '-0'), (3, DOUBLE '1')) a(x, k) WHERE NOT EXISTS (SELECT 1 FROM (VALUES (3, nan()), (4, DOUBLE '0')) b(y, k) WHERE a.k = b.k) ORDER BY 1

-- case: nan_further
SELECT x, (SELECT count(*) FROM (VALUES (3, nan()), (4, DOUBLE '0')) b(y, k) WHERE a.k = b.k) FROM (VALUES (1, nan()), (2, DOUBLE '-0'), (3, DOUBLE '1')) a(x, k) ORDER BY 1

-- case: nan_join_again
SELECT a.x, b.y FROM (VALUES (1, ARRAY[nan()]), (2, ARRAY[DOUBLE '-0']), (3, ARRAY[CAST(NULL AS double)])) a(x, k) JOIN (VALUES (3, ARRAY[nan()]), (4, ARRAY[DOUBLE '0']), (5, ARRAY[NULL])) b(y, k) ON a.k = b.k ORDER BY 1

-- case: nan_join_thrice
SELECT a.x, b.y FROM (VALUES (1, ARRAY[nan()]), (2, ARRAY[DOUBLE '-0']), (3, ARRAY[CAST(NULL AS double)])) a(x, k) LEFT JOIN (VALUES (3, ARRAY[nan()]), (4, ARRAY[DOUBLE '0']), (5, ARRAY[NULL])) b(y, k) ON a.k = b.k ORDER BY 1

-- case: nan_6
SELECT x FROM (VALUES (1, ARRAY[nan()]), (2, ARRAY[DOUBLE '-0']), (3, ARRAY[CAST(NULL AS double)])) a(x, k) WHERE k IN (SELECT k FROM (VALUES (3, ARRAY[nan()]), (4, ARRAY[DOUBLE '0']), (5, ARRAY[NULL])) b(y, k)) ORDER BY 1

-- case: nan_7
SELECT x FROM (VALUES (1, ARRAY[nan()]), (2, ARRAY[DOUBLE '-0']), (3, ARRAY[CAST(NULL AS double)]), (6, ARRAY[])) a(x, k) WHERE k NOT IN (SELECT k FROM (VALUES (3, ARRAY[nan()]), (4, ARRAY[DOUBLE '0']), (5, ARRAY[NULL])) b(y, k)) ORDER BY 1

-- case: nan_8
SELECT x FROM (VALUES (1, nan()), (2, DOUBLE '-0'), (3, DOUBLE '1')) a(x, k) WHERE (x, k) IN (SELECT y, k FROM (VALUES (1, nan()), (2, DOUBLE '0')) b(y, k)) ORDER BY 1

-- case: nan_9
SELECT x, (x, k) IN (SELECT y, k FROM (VALUES (1, nan()), (2, DOUBLE '0')) b(y, k)) FROM (VALUES (1, nan()), (2, DOUBLE '-0'), (3, DOUBLE '1')) a(x, k) ORDER BY 1

-- case: nan_is_distinct
SELECT nan() IS DISTINCT FROM nan(), DOUBLE '0' IS DISTINCT FROM DOUBLE '-0', nan() = nan()

-- case: nan_10
SELECT x FROM (VALUES nan(), DOUBLE '1') s(x) WHERE x IN (SELECT y FROM (VALUES nan(), DOUBLE '0') t(y)) OR x = 1 ORDER BY 1

-- case: nan_11
SELECT x FROM (VALUES nan(), DOUBLE '1') s(x) WHERE NOT (x IN (SELECT y FROM (VALUES nan(), DOUBLE '0') t(y)) AND x <> 1) ORDER BY 1

-- case: any_6
-- fails: type mismatch
SELECT ROW(1, 2) = ANY (SELECT ROW(1, 2))

-- case: any_7
-- fails: type mismatch
SELECT x = ANY (SELECT ROW(1, 2)) FROM (VALUES ROW(ROW(1, 2))) t(x)

-- case: plain_16
-- fails: type mismatch
SELECT x IN (SELECT ROW(1, 2)) FROM (VALUES ROW(ROW(1, 2))) t(x)
