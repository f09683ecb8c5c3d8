-- CAST, TRY_CAST and the text forms of values.

-- case: double_to_integer_rounds
SELECT CAST(2.5e0 AS integer) AS a, CAST(-2.5e0 AS integer) AS b, CAST(3.49e0 AS bigint) AS c, CAST(0.5e0 AS bigint) AS d

-- case: decimal_to_integer_rounds
SELECT CAST(2.5 AS integer) AS a, CAST(-2.5 AS integer) AS b, CAST(2.49 AS bigint) AS c

-- case: real_to_integer_rounds
SELECT CAST(REAL '1.5' AS integer) AS a, CAST(REAL '2.5' AS bigint) AS b

-- case: double_to_integer_out_of_range
-- fails: out of the range of integer
SELECT CAST(1e10 AS integer)

-- case: nan_to_integer
-- fails: NaN is no integer
SELECT CAST(nan() AS bigint)

-- case: bigint_to_integer_out_of_range
-- fails: out of the range of integer
SELECT CAST(3000000000 AS integer)

-- case: text_to_integer
SELECT CAST('42' AS integer) AS a, CAST('-7' AS bigint) AS b, CAST('+5' AS integer) AS c

-- case: spaced_text_to_integer
-- fails: spaces are not trimmed
SELECT CAST(' 5 ' AS integer)

-- case: text_with_fraction_to_integer
-- fails: '4.5' is no integer
SELECT CAST('4.5' AS integer)

-- case: bad_text_to_integer
-- fails: 'abc' is no integer
SELECT CAST('abc' AS integer)

-- case: try_cast_gives_null
SELECT TRY_CAST('abc' AS integer) AS a, TRY_CAST('12' AS integer) AS b, TRY_CAST('2026-13-01' AS date) AS c, TRY_CAST('x' AS boolean) AS d

-- case: try_of_cast_gives_null
SELECT TRY(CAST('abc' AS bigint)) AS a, TRY(CAST('7' AS bigint)) AS b

-- case: text_to_decimal
SELECT CAST('12.345' AS decimal(10,2)) AS a, CAST('-0.005' AS decimal(10,2)) AS b, CAST('1e2' AS decimal(10,2)) AS c

-- case: text_to_decimal_too_big
-- fails: four digits before the point do not fit
SELECT CAST('1234.5' AS decimal(5,2))

-- case: decimal_rescaling_rounds
SELECT CAST(1.235 AS decimal(10,2)) AS a, CAST(-1.235 AS decimal(10,2)) AS b, CAST(7 AS decimal(10,3)) AS c, CAST(1.5 AS decimal) AS d

-- case: double_to_decimal
SELECT CAST(1.005e0 AS decimal(10,2)) AS a, CAST(0.1e0 AS decimal(20,18)) AS b, CAST(123456.789e0 AS decimal(12,4)) AS c

-- case: text_to_double
SELECT CAST('1.5' AS double) AS a, CAST('1e-3' AS double) AS b, CAST('NaN' AS double) AS c, CAST('Infinity' AS double) AS d

-- case: double_to_text
SELECT CAST(1.5e0 AS varchar) AS a, CAST(1e0 AS varchar) AS b, CAST(1e7 AS varchar) AS c, CAST(1e-5 AS varchar) AS d,
       CAST(123456.789e0 AS varchar) AS e, CAST(0e0 AS varchar) AS f, CAST(nan() AS varchar) AS g

-- case: real_to_text
SELECT CAST(REAL '1.5' AS varchar) AS a, CAST(REAL '0.1' AS varchar) AS b, CAST(REAL '1e10' AS varchar) AS c

-- case: decimal_to_text
SELECT CAST(1.50 AS varchar) AS a, CAST(-0.5 AS varchar) AS b, CAST(CAST(7 AS decimal(10,2)) AS varchar) AS c, CAST(DECIMAL '100' AS varchar) AS d

-- case: integer_to_text
SELECT CAST(42 AS varchar) AS a, CAST(-9223372036854775807 AS varchar) AS b

-- case: boolean_to_text_and_back
SELECT CAST(true AS varchar) AS a, CAST('false' AS boolean) AS b, CAST('T' AS boolean) AS c, CAST('1' AS boolean) AS d, CAST(0 AS boolean) AS e, CAST(true AS integer) AS f

-- case: date_to_text
SELECT CAST(DATE '2026-01-05' AS varchar) AS a, CAST(DATE '0099-01-05' AS varchar) AS b

-- case: timestamp_to_text
SELECT CAST(TIMESTAMP '2026-01-05 10:00:00' AS varchar) AS a, CAST(TIMESTAMP '2026-01-05 10:00:00.120' AS varchar) AS b,
       CAST(CAST('2026-01-05 10:00:00' AS timestamp) AS varchar) AS c

-- case: zoned_timestamp_to_text
SELECT CAST(TIMESTAMP '2026-01-05 10:00:00 UTC' AS varchar) AS a, CAST(TIMESTAMP '2026-01-05 10:00:00.5 Europe/Paris' AS varchar) AS b,
       CAST(TIMESTAMP '2026-01-05 10:00:00 +02:00' AS varchar) AS c

-- case: text_to_date
SELECT CAST('2026-01-05' AS date) AS a, CAST('2026-1-5' AS date) AS b, CAST(' 2026-01-05 ' AS date) AS c, date('2026-02-28') AS d

-- case: bad_text_to_date
-- fails: February has no 30th
SELECT CAST('2026-02-30' AS date)

-- case: timestamp_text_to_date
-- fails: a date is written without a time
SELECT CAST('2026-01-05 10:00:00' AS date)

-- case: text_to_timestamp
SELECT CAST('2026-01-05 10:11:12' AS timestamp) AS a, CAST('2026-01-05 10:11:12.3456' AS timestamp) AS b,
       CAST('2026-01-05' AS timestamp) AS c, CAST('2026-01-05 10:11' AS timestamp) AS d, CAST('2026-01-05 10:11:12.3456' AS timestamp(6)) AS e

-- case: iso_text_to_timestamp
-- fails: the T of ISO 8601 needs from_iso8601_timestamp
SELECT CAST('2026-01-05T10:11:12' AS timestamp)

-- case: timestamp_to_date_and_back
SELECT CAST(TIMESTAMP '2026-01-05 23:59:59' AS date) AS a, CAST(DATE '2026-01-05' AS timestamp) AS b, date(TIMESTAMP '2026-01-05 23:59:59') AS c

-- case: timestamp_precision_rounds
SELECT CAST(TIMESTAMP '2026-01-05 10:00:00.123456' AS timestamp(3)) AS a, CAST(TIMESTAMP '2026-01-05 10:00:00.9996' AS timestamp(3)) AS b,
       CAST(TIMESTAMP '2026-01-05 10:00:00.5' AS timestamp(0)) AS c

-- case: text_shortened_by_cast
SELECT CAST('abcdef' AS varchar(3)) AS a, CAST('ab' AS varchar(3)) AS b

-- case: char_is_padded
SELECT CAST('ab' AS char(4)) AS a, length(CAST('ab' AS char(4))) AS b, CAST('ab' AS char(4)) = 'ab  ' AS c, CAST('ab' AS char(4)) || '|' AS d

-- case: array_cast
SELECT CAST(ARRAY[1, 2] AS array(varchar)) AS a, CAST(ARRAY['1', '2'] AS array(bigint)) AS b, CAST(ARRAY[] AS array(integer)) AS c

-- case: row_cast
SELECT CAST(ROW(1, 'x') AS row(id bigint, name varchar)) AS a, CAST(ROW(1, 'x') AS row(id bigint, name varchar)).name AS b

-- case: map_cast
SELECT CAST(map(ARRAY['a'], ARRAY[1]) AS map(varchar, double)) AS a

-- case: cast_of_null
SELECT CAST(NULL AS integer) AS a, CAST(NULL AS array(varchar)) AS b, CAST(NULL AS timestamp) AS c

-- case: text_to_varbinary
SELECT CAST('ab' AS varbinary) AS a, to_utf8('é') AS b, from_utf8(X'C3A9') AS c

-- case: typeof_of_expressions
SELECT typeof(1) AS a, typeof(1.50) AS b, typeof('abc') AS c, typeof(ARRAY[1]) AS d, typeof(now()) AS e, typeof(ROW(1, 'a')) AS f,
       typeof(map(ARRAY['a'], ARRAY[1e0])) AS g, typeof(DATE '2026-01-01') AS h, typeof(TIMESTAMP '2026-01-01 00:00:00') AS i, typeof(NULL) AS j

-- case: try_array
SELECT TRY_CAST(ARRAY['1','a'] AS array(integer))

-- case: try_arrays
SELECT id, TRY_CAST(x AS array(integer)) FROM (VALUES (1, ARRAY['1','a']), (2, ARRAY['1','2']), (3, NULL), (4, ARRAY[NULL])) t(id, x) ORDER BY id

-- case: try_cast_of_arrays_in_try
SELECT id, TRY(CAST(x AS array(integer))) FROM (VALUES (1, ARRAY['1','a']), (2, ARRAY['1','2']), (3, NULL)) t(id, x) ORDER BY id

-- case: try_map
SELECT TRY_CAST(MAP(ARRAY['a'], ARRAY['b']) AS map(varchar, integer))

-- case: try_map_of_two
SELECT TRY_CAST(MAP(ARRAY['a','b'], ARRAY['1','x']) AS map(varchar, integer))

-- case: try_row
SELECT TRY_CAST(ROW('1', 'x') AS row(a integer, b integer))

-- case: try_array_in_array
SELECT TRY_CAST(ARRAY[ARRAY['1'], ARRAY['x']] AS array(array(integer)))

-- case: try_json_array
SELECT TRY_CAST(JSON '["1","x"]' AS array(integer))

-- case: try_array_of_small_numbers
SELECT TRY_CAST(ARRAY[300, 1] AS array(tinyint))

-- case: try_array_of_dates
SELECT TRY_CAST(ARRAY['2026-01-01', 'x'] AS array(date))

-- case: try_split
SELECT cardinality(filter(TRY_CAST(split(s, ',') AS array(integer)), x -> x IS NOT NULL)) FROM (VALUES '1,2,x', '1,2') t(s) ORDER BY s

-- case: array_beside_one_that_fails
SELECT CAST(x AS array(integer)) FROM (VALUES (1, ARRAY['1']), (2, ARRAY['a']), (3, ARRAY['3'])) t(id, x) WHERE id <> 2 ORDER BY id

-- case: try_rows_of_a_column
SELECT id, TRY_CAST(x AS row(a integer, b date)) FROM (VALUES (1, ROW('1', '2026-01-01')), (2, ROW('a', '2026-01-01')), (3, NULL), (4, ROW('4', 'x'))) t(id, x) ORDER BY id

-- case: try_maps_of_a_column
SELECT id, TRY_CAST(x AS map(varchar, integer)) FROM (VALUES (1, MAP(ARRAY['a'], ARRAY['1'])), (2, MAP(ARRAY['b'], ARRAY['x'])), (3, NULL), (4, MAP(ARRAY['c', 'd'], ARRAY['4', NULL]))) t(id, x) ORDER BY id

-- case: array_that_fails
-- fails: a is no number
SELECT CAST(ARRAY['1', 'a'] AS array(integer))

-- case: char_within_a_row
SELECT CAST(ROW('a', 'b') AS ROW(x varchar, y char(3)))
