-- case: s_b
WITH s AS (SELECT * FROM (VALUES (1, 9), (2, 10), (3, 6), (4, 3), (5, 8), (6, 7), (7, 10), (8, NULL)) AS r (resp_id, score)), b AS (SELECT resp_id, score, CASE WHEN score >= 9 THEN 'promoter' WHEN score >= 7 THEN 'passive' WHEN score IS NOT NULL THEN 'detractor' END AS grp FROM s) SELECT COUNT(*) AS total_rows, COUNT(score) AS responses, COUNT_IF(grp = 'promoter') AS promoters, COUNT_IF(grp = 'detractor') AS detractors, (COUNT_IF(grp = 'promoter') - COUNT_IF(grp = 'detractor')) * 100 / COUNT(score) AS nps_int, ROUND((COUNT_IF(grp = 'promoter') - COUNT_IF(grp = 'detractor')) * 100e0 / COUNT(score), 1) AS nps, AVG(score) AS mean_score, array_agg(score ORDER BY score DESC NULLS LAST) AS scores, STDDEV_POP(score) AS sd, MIN(score) FILTER (WHERE grp = 'promoter') AS min_prom FROM b

-- case: rollup
-- fails: INVALID_COLUMN_REFERENCE
SELECT a, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY ROLLUP (1) ORDER BY 1

-- case: rollup_2
-- fails: INVALID_COLUMN_REFERENCE
SELECT a + 1, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY ROLLUP (a + 1) ORDER BY 1

-- case: cube
-- fails: INVALID_COLUMN_REFERENCE
SELECT a + 1, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY CUBE (a + 1) ORDER BY 1

-- case: sets
-- fails: INVALID_COLUMN_REFERENCE
SELECT a + 1, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY GROUPING SETS ((a + 1), ()) ORDER BY 1

-- case: sets_2
-- fails: INVALID_COLUMN_REFERENCE
SELECT a, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY GROUPING SETS ((1), ()) ORDER BY 1

-- case: sets_3
-- fails: INVALID_COLUMN_REFERENCE
SELECT a, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY GROUPING SETS (1, ()) ORDER BY 1

-- case: sets_4
SELECT t.a, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY GROUPING SETS ((t.a, b), (T."A")) ORDER BY 1, 2

-- case: rollup_3
-- fails: INVALID_COLUMN_REFERENCE
SELECT r.x, count(*) FROM (SELECT CAST(ROW(1) AS ROW(x int)) r) GROUP BY ROLLUP (r.x) ORDER BY 1

-- case: rollup_4
SELECT a + 1, b, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY a + 1, ROLLUP (b) ORDER BY 1, 2

-- case: rollup_5
SELECT a, b, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY 1, ROLLUP (b) ORDER BY 1, 2

-- case: rollup_6
SELECT a, b, count(*) FROM (VALUES (1,2),(1,3)) t(a,b) GROUP BY ROLLUP ((a, b)) ORDER BY 1, 2

-- case: upper_rollup
-- fails: INVALID_COLUMN_REFERENCE
SELECT upper(a), count(*) FROM (VALUES ('x',2)) t(a,b) GROUP BY ROLLUP (upper(a)) ORDER BY 1

-- case: rollup_7
SELECT (a), count(*) FROM (VALUES ('x',2)) t(a,b) GROUP BY ROLLUP ((a)) ORDER BY 1

-- case: sets_rollup_cube
-- fails: SYNTAX_ERROR
SELECT a, count(*) FROM (VALUES ('x',2)) t(a,b) GROUP BY GROUPING SETS (ROLLUP (a), CUBE (b)) ORDER BY 1

-- case: rollup_8
-- fails: COLUMN_NOT_FOUND
SELECT a AS k, count(*) FROM (VALUES ('x',2)) t(a,b) GROUP BY ROLLUP (k) ORDER BY 1

-- case: rollup_cube
-- fails: INVALID_COLUMN_REFERENCE
SELECT DISTINCT a + 1, count(*) FROM (VALUES (1,2)) t(a,b) GROUP BY DISTINCT ROLLUP (a + 1), CUBE (b) ORDER BY 1

-- case: rollup_9
-- fails: INVALID_COLUMN_REFERENCE
SELECT 1, count(*) FROM (VALUES (1,2)) t(a,b) GROUP BY ROLLUP ('x') ORDER BY 1

-- case: array_agg
SELECT array_agg(DISTINCT x ORDER BY x) FROM (VALUES -0e0) t(x)

-- case: array_agg_nan
SELECT array_agg(DISTINCT x ORDER BY x DESC), array_agg(DISTINCT x ORDER BY x NULLS FIRST) FROM (VALUES 2e0, nan(), NULL, 1e0, 2e0, nan()) t(x)

-- case: array_agg_listagg_group
SELECT k, array_agg(x ORDER BY y DESC, x), listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY y NULLS FIRST, x), map_agg(x, y ORDER BY y) FROM (VALUES (1, 2, 5), (1, 3, NULL), (2, 4, 1), (1, 7, 1), (2, 5, 1)) t(k, x, y) GROUP BY k ORDER BY k

-- case: array_agg_filter_rollup
SELECT k, array_agg(x ORDER BY y) FILTER (WHERE x > 3) FROM (VALUES (1, 2, 5), (1, 3, NULL), (2, 4, 1), (1, 7, 1), (2, 5, 1), (3, 1, 1)) t(k, x, y) GROUP BY ROLLUP (k) ORDER BY k

-- case: statistics_beside_an_order
SELECT stddev_pop(x), array_agg(x ORDER BY x DESC), sum(y), avg(y) FROM (VALUES (9e0, 0.1e0), (10e0, 0.7e0), (6e0, 1e10), (3e0, 0.3e0), (8e0, -1e10)) t(x, y)

-- case: array_agg_2
SELECT count(*), array_agg(x ORDER BY x) FROM (VALUES 1) t(x) WHERE x > 5

-- case: array_agg_3
SELECT k, array_agg(ROW(x, y) ORDER BY y DESC) FROM (VALUES (1, 2, 5), (1, 3, 4), (2e0, 4, 1)) t(k, x, y) GROUP BY k ORDER BY k

-- case: array_agg_4
SELECT array_agg(a ORDER BY b) FROM (SELECT k % 2 AS g, sum(k) AS b, array_agg(k ORDER BY k DESC) AS a FROM (VALUES 1,2,3,4,5) t(k) GROUP BY k % 2)

-- case: array_agg_5
SELECT array_agg(DISTINCT x) FROM (VALUES -0e0) t(x)

-- case: cardinality_array_agg_nan
SELECT k, cardinality(array_agg(DISTINCT x)), array_agg(DISTINCT x ORDER BY x DESC) FROM (VALUES (1, -0e0), (1, 0e0), (2, 0e0), (2, -0e0), (1, 5e0), (3, NULL), (3, nan()), (3, nan())) t(k, x) GROUP BY k ORDER BY k

-- case: array_agg_6
SELECT array_agg(DISTINCT ROW(x, 1) ORDER BY ROW(x, 1)) FROM (VALUES 2e0, -0e0, 0e0) t(x)

-- case: listagg_group
SELECT listagg(DISTINCT x, ',') WITHIN GROUP (ORDER BY x) FROM (VALUES 'b','a','b') t(x)
