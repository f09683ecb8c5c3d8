-- case: values
SELECT a FROM (VALUES (1, ARRAY[TIMESTAMP '2024-01-01 00:00:00 UTC']), (2, ARRAY[TIMESTAMP '2024-01-01 01:00:00 +01:00'])) AS t(i, a) ORDER BY i

-- case: array_literal
SELECT ARRAY[TIMESTAMP '2024-01-01 00:00:00 UTC', TIMESTAMP '2024-01-01 01:00:00 +01:00'] AS a

-- case: rows_of_values
SELECT a.x FROM (VALUES (1, CAST(ROW(TIMESTAMP '2024-01-01 00:00:00 UTC', 1) AS ROW(x timestamp(0) with time zone, y integer))), (2, CAST(ROW(TIMESTAMP '2024-01-01 01:00:00 +01:00', 2) AS ROW(x timestamp(0) with time zone, y integer)))) AS t(i, a) ORDER BY i

-- case: cast_of_a_row
SELECT CAST(ROW(TIMESTAMP '2024-01-01 01:00:00 +01:00', 2) AS ROW(x timestamp(0) with time zone, y integer)) AS a

-- case: field_of_a_cast
SELECT CAST(ROW(TIMESTAMP '2024-01-01 01:00:00 +01:00', 2) AS ROW(x timestamp(3) with time zone, y integer)).x AS a

-- case: cast_of_an_array
SELECT CAST(ARRAY[TIMESTAMP '2024-01-01 01:00:00 +01:00'] AS array(timestamp(3) with time zone)) AS a

-- case: cast_of_a_map
SELECT CAST(MAP(ARRAY[1], ARRAY[TIMESTAMP '2024-01-01 01:00:00 +01:00']) AS map(integer, timestamp(3) with time zone)) AS a

-- case: cast_of_a_time
SELECT CAST(TIMESTAMP '2024-01-01 01:00:00 +01:00' AS timestamp(3) with time zone) AS a

-- case: array_of_a_cast
SELECT ARRAY[CAST(ROW(TIMESTAMP '2024-01-01 01:00:00 +01:00', 2) AS ROW(x timestamp(3) with time zone, y integer))] AS a

-- case: unnested_cast
SELECT e.x FROM (VALUES (1, ARRAY[CAST(ROW(TIMESTAMP '2024-01-01 01:00:00 +01:00', 2) AS ROW(x timestamp(3) with time zone, y integer))])) AS t(i, a) CROSS JOIN UNNEST(a) AS e(x, y)

-- case: concat
SELECT concat(ARRAY[TIMESTAMP '2024-01-01 01:00:00 +01:00'], ARRAY[TIMESTAMP '2024-01-01 00:00:00 UTC']) AS a

-- case: union_all
SELECT ARRAY[TIMESTAMP '2024-01-01 01:00:00 +01:00'] AS a UNION ALL SELECT ARRAY[TIMESTAMP '2024-01-01 00:30:00 UTC'] ORDER BY 1

-- case: compared_within
SELECT contains(ARRAY[TIMESTAMP '2024-01-01 01:00:00 +01:00'], TIMESTAMP '2024-01-01 00:00:00 UTC') AS a, ARRAY[TIMESTAMP '2024-01-01 01:00:00 +01:00'] = ARRAY[TIMESTAMP '2024-01-01 00:00:00 UTC'] AS b
