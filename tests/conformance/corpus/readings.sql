-- JSON that breaks off, characters of two UTF-16 units, numbers, times and texts at their edges.

-- case: extract_before_the_text_breaks_off
SELECT json_extract_scalar('{"a":1,"b":', '$.a') AS a, json_extract_scalar('{"a":1,"b":', '$.b') AS b, json_extract('{"a":[1,2],"b":', '$.a') AS c, json_extract('{"a":{"x":1', '$.a') AS d, json_extract_scalar('[1,2,', '$[1]') AS e, json_size('{"a":[1,2],"b":', '$.a') AS f, json_extract_scalar('{"a":{"b":7,,', '$.a.b') AS g, json_extract_scalar('{"a":12', '$.a') AS h

-- case: extract_with_text_behind
SELECT json_extract_scalar('{"a":1} x', '$.a') AS a, json_extract_scalar('{"a":1}}', '$.a') AS b, json_extract_scalar('12 34', '$') AS c, json_extract('[1] 2', '$') AS d, json_extract_scalar('12x', '$') AS e, json_extract_scalar('{"a":12x}', '$.a') AS f, json_extract_scalar('{"a":1.5.2}', '$.a') AS g, json_extract_scalar('{"a":truex}', '$.a') AS h

-- case: extract_past_what_is_wrong
SELECT json_extract_scalar('{"b": tru, "a": 1}', '$.a') AS a, json_extract_scalar('{"b": 01, "a": 1}', '$.a') AS b, json_extract_scalar('{b: 1, "a": 1}', '$.a') AS c, json_extract_scalar('{"a" 1, "b":2}', '$.b') AS d, json_extract_scalar('[1 2]', '$[1]') AS e, json_extract_scalar('{"x":[1,{"y":2]},"b":2}', '$.b') AS f, json_extract_scalar('{"a":"x', '$.a') AS g, json_extract_scalar('{"a":-}', '$.a') AS h, json_extract_scalar('{"a":1.}', '$.a') AS i

-- case: extract_repeated_and_escaped_names
SELECT json_extract_scalar('{"a":1,"a":2}', '$.a') AS a, json_extract_scalar('{"\u0061":1}', '$.a') AS b, json_extract_scalar('{"x":"\"}","a":3}', '$.a') AS c, json_extract_scalar('{"a":"q\"\\\/\b\f\n\r\t"}', '$.a') AS d

-- case: arrays_that_break_off
SELECT json_array_length('[1,2') AS a, json_array_length('[1,2] x') AS b, json_array_contains('[1,2', 1) AS c, json_array_contains('[1,2', 3) AS d, json_array_contains('[1 2]', 1) AS e, json_array_contains('[[1],1', 1) AS f, json_array_length('[1 2]') AS g, json_array_length('{"a":1}') AS h, json_array_length('[1,]') AS i

-- case: scalar_or_not
SELECT is_json_scalar('1') AS a, is_json_scalar('"x"') AS b, is_json_scalar('null') AS c, is_json_scalar(' {}') AS d, is_json_scalar('[1]') AS e, is_json_scalar(JSON 'true') AS f

-- case: scalar_of_two_values
-- fails: not one JSON value
SELECT is_json_scalar('1 2')

-- case: scalar_of_no_json
-- fails: not JSON
SELECT is_json_scalar('x')

-- case: control_characters_in_strings
SELECT json_extract_scalar('{"a":"x' || chr(10) || 'y"}', '$.a') AS a, try(json_parse('"x' || chr(10) || '"')) AS b, json_format(CAST('x' || chr(10) || chr(1) || chr(127) AS json)) AS c

-- case: characters_of_two_units
SELECT json_parse('["😀é"]') AS a, json_extract('{"a":"😀"}', '$.a') AS b, CAST('😀' AS json) AS c, json_object('k' : '😀') AS d, json_array('😀') AS e, json_query('{"a":"😀"}', 'lax $.a') AS f, CAST(map(ARRAY['😀'], ARRAY[1]) AS json) AS g, json_extract_scalar('{"a":"😀"}', '$.a') AS h, CAST(JSON '"😀"' AS varchar) AS i, json_format(json_parse('["\ud83d\ude00"]')) AS j

-- case: halves_of_surrogate_pairs
SELECT json_extract('{"a":"\ud800x"}', '$.a') AS a, json_parse('"\ud800x"') AS b, json_extract_scalar('{"a":"\ud800\u0041"}', '$.a') AS c, json_extract_scalar('{"a":"\udc00x"}', '$.a') AS d, CAST(json_parse('"\ud800x"') AS varchar) AS e, json_value('{"a":"\ud800x"}', 'lax $.a') AS f, json_query('{"a":"\ud800x"}', 'lax $') AS g

-- case: keys_in_the_order_of_utf16
SELECT json_parse('{"\ud83d\ude00":1,"\uff5e":2,"a":3,"B":4}') AS a, CAST(map(ARRAY[chr(65374), '😀', 'a'], ARRAY[1, 2, 3]) AS json) AS b

-- case: numbers_beyond_a_double
SELECT json_parse('1e400') AS a, json_extract('{"a":-1e400}', '$.a') AS b, json_parse('[1e22, 12345678901234567890, 1.10, 0.1e1]') AS c

-- case: digits_of_a_real
SELECT CAST(REAL '3.4028235E38' AS varchar) AS a, CAST(REAL '1.17549435E-38' AS varchar) AS b, CAST(REAL '1.0E10' AS varchar) AS c, CAST(REAL '3.3554432E7' AS varchar) AS d, CAST(REAL '0.1' AS varchar) AS e, CAST(REAL '16777216' AS varchar) AS f, CAST(REAL '1.23456789' AS varchar) AS g, CAST(REAL '9.999999E22' AS varchar) AS h, CAST(REAL '16777216' AS json) AS i, CAST(REAL '-0.00012345678' AS varchar) AS j, CAST(REAL '2E-45' AS varchar) AS k

-- case: texts_of_decimals_and_dates
SELECT CAST(DECIMAL '-0.05' AS varchar) AS a, CAST(DECIMAL '12345678901234567890.123456789' AS varchar) AS b, CAST(DECIMAL '100' AS varchar) AS c, CAST(BIGINT '-9223372036854775808' AS varchar) AS d, CAST(DATE '0001-02-03' AS varchar) AS e, CAST(TIMESTAMP '9999-12-31 23:59:59.999' AS varchar) AS f, CAST(DATE '2026-12-05' AS varchar) AS g

-- case: sums_at_the_edge_of_bigint
SELECT x + 1 AS a, x - 1 AS b, -y AS c, y * -1 AS d, x % 2 AS e, x / -1 AS f FROM (VALUES (9223372036854775806, -9223372036854775807)) AS t(x, y)

-- case: overflow_only_under_null
SELECT x + y AS s, x * y AS p FROM (VALUES (9223372036854775807, NULL), (1, 2), (NULL, 9223372036854775807)) AS t(x, y) ORDER BY 1

-- case: overflow_in_a_column
-- fails: bigint addition
SELECT x + y AS s FROM (VALUES (1, 2), (9223372036854775807, 1)) AS t(x, y)

-- case: product_overflow_in_a_column
-- fails: integer multiplication
SELECT x * y AS s FROM (VALUES (1, 2), (65536, 65536)) AS t(x, y)

-- case: least_integer_by_minus_one
-- fails: bigint division
SELECT x / y AS s FROM (VALUES (BIGINT '-9223372036854775808', BIGINT '-1')) AS t(x, y)

-- case: substrings_at_the_edges
SELECT substr(x, 1) AS a, substr(x, 0) AS b, substr(x, 6) AS c, substr(x, 7) AS d, substr(x, -5) AS e, substr(x, -6) AS f, substr(x, 2, 100) AS g, substr(x, 2, 0) AS h, substr(x, 2, -1) AS i, substr(x, -2, 10) AS j, substr(x, 6, 1) AS k FROM (VALUES 'hello') AS t(x)

-- case: case_of_letters
SELECT upper(x) AS u, lower(x) AS l FROM (VALUES 'abcXYZ09', 'straße', 'İI', 'ǆ', NULL, '') AS t(x) ORDER BY x

-- case: truncated_times_before_the_epoch
SELECT date_trunc('hour', t) AS a, date_trunc('day', t) AS b, date_trunc('week', t) AS c, date_trunc('second', t) AS d, date_trunc('quarter', t) AS e, day_of_week(t) AS f, hour(t) AS g, millisecond(t) AS h, date_diff('hour', t, TIMESTAMP '1970-01-01 00:00:00.000') AS i FROM (VALUES TIMESTAMP '1969-12-31 23:59:59.999', TIMESTAMP '1900-02-28 12:30:00.001') AS v(t) ORDER BY t

-- case: decimals_divided_and_rounded
SELECT x / y AS q, y / x AS r, x * y AS p, x - y AS d, x + y AS s, x % y AS m FROM (VALUES (DECIMAL '7.25', DECIMAL '-2.5'), (DECIMAL '-0.05', DECIMAL '3.0'), (NULL, DECIMAL '1.0')) AS t(x, y) ORDER BY 1
