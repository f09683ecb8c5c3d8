-- JSON-heavy event queries: GA4, Segment, Amplitude, Kafka and webhook payloads as analysts read them on Athena; after public repositories and prestodb/trinodb issues.

-- case: payload_in_base64
-- note: after a server-side tagging check: json_extract_scalar(from_utf8(from_base64(...))), COUNT(CASE ...)
SELECT COUNT(*) as total_events, COUNT(DISTINCT json_extract_scalar(from_utf8(from_base64(raw_payload)), '$.ga_session_id')) as unique_sessions,
  COUNT(CASE WHEN json_extract_scalar(from_utf8(from_base64(raw_payload)), '$.user_agent') IS NULL OR json_extract_scalar(from_utf8(from_base64(raw_payload)), '$.user_agent') = '' THEN 1 END) as missing_ua
FROM (SELECT to_base64(to_utf8(j)) AS raw_payload FROM (VALUES '{"ga_session_id":1,"user_agent":"Mozilla"}', '{"ga_session_id":"1","user_agent":""}', '{"ga_session_id":2}', '{"ga_session_id":3,"user_agent":null}') AS t(j)) AS events

-- case: ga4_params_pivoted
-- fails: not supported
-- note: GA4 event_params: correlated scalar subqueries over UNNEST, string and int values
WITH ga (event_name, event_params) AS (VALUES
  ('page_view', CAST(ARRAY[ROW('page_location', ROW('https://x.example/a', NULL)), ROW('ga_session_id', ROW(NULL, 77))] AS ARRAY(ROW(key varchar, value ROW(string_value varchar, int_value bigint))))),
  ('scroll', CAST(ARRAY[ROW('percent', ROW(NULL, 90))] AS ARRAY(ROW(key varchar, value ROW(string_value varchar, int_value bigint))))))
SELECT event_name, (SELECT value.string_value FROM UNNEST(event_params) AS p(key, value) WHERE key = 'page_location') AS page, (SELECT max(value.int_value) FROM UNNEST(event_params) AS p(key, value) WHERE key IN ('ga_session_id', 'percent')) AS n
FROM ga ORDER BY event_name

-- case: rows_from_json_data
-- note: after prestodb pull 7497: cast of json to ROW with a nested array, fields by dot
SELECT r.k1, r.k2, r.k3[2] AS second FROM (SELECT CAST(data AS ROW(k1 VARCHAR, k2 BIGINT, k3 ARRAY(BIGINT))) AS r FROM (VALUES (JSON '{ "k1" : "abc", "k3" : [1, 2, 3], "k2" : 123 }'), (JSON '["def", 456, [4, 5]]'), (JSON 'null')) AS t(data)) ORDER BY r.k2 DESC

-- case: unnest_objects_of_json
-- note: after prestodb/presto-admin issue 113, with rows instead of varchar
select x.t, x.v from unnest(cast(json_extract('{"payload":[{"type":"b","value":"9"}, {"type":"a","value":8}, {"value":null}]}','$.payload') as array(row(type varchar, value varchar)))) as x(t, v) order by x.t nulls first

-- case: unnest_objects_as_text
-- fails: an object is no varchar
-- note: the issue's own statement (presto-admin 113)
select x.n from unnest(cast(json_extract('{"payload":[{"type":"b","value":"9"}, {"type":"a","value":"8"}]}','$.payload') as array<varchar>)) as x(n)

-- case: identify_traits_latest
-- note: Segment identify calls: last known value of each trait
SELECT user_id, map_agg(k, v) AS traits FROM (SELECT user_id, k, max_by(json_format(j), ts) AS v FROM (VALUES ('u1', 1, '{"plan":"free","age":30}'), ('u1', 2, '{"plan":"pro","tags":["a","b"]}'), ('u2', 1, '{}'), ('u2', 3, '{"age":null}')) AS i(user_id, ts, traits) CROSS JOIN UNNEST(CAST(json_parse(traits) AS map(varchar, json))) AS t(k, j) GROUP BY user_id, k) GROUP BY user_id ORDER BY user_id

-- case: amplitude_revenue_by_path
-- note: nested properties with missing parts, money as text
SELECT coalesce(json_extract_scalar(p, '$.item.category'), json_extract_scalar(p, '$.category'), '(none)') AS category, sum(CAST(json_extract_scalar(p, '$.price') AS decimal(10,2)) * coalesce(CAST(json_extract_scalar(p, '$.qty') AS integer), 1)) AS revenue
FROM (VALUES '{"item":{"category":"books"},"price":"12.50","qty":2}', '{"category":"games","price":59.9}', '{"price":"0.10","qty":"3"}', '{"item":{"category":null},"category":"books","price":1}') AS e(p) GROUP BY 1 ORDER BY revenue DESC

-- case: json_array_functions
-- fails: invalid function argument
-- note: json_array_length, json_array_get, json_array_contains, json_size of one column
SELECT j, json_array_length(j) AS n, json_array_get(j, -1) AS last, json_array_contains(j, 2) AS has2, json_size(j, '$') AS size, is_json_scalar(j) AS scalar FROM (VALUES '[1,2,{"a":3}]', '{"a":[1,2]}', '5', 'oops') AS t(j) ORDER BY j

-- case: sqs_record_in_record
-- note: JSON text inside JSON text, as queues nest it
SELECT json_extract_scalar(rec, '$.messageId') AS id, json_extract_scalar(json_extract_scalar(rec, '$.body'), '$.order.id') AS order_id, json_extract(json_extract_scalar(rec, '$.body'), '$.order.lines[1]') AS second_line
FROM (VALUES '{"Records":[{"messageId":"m1","body":"{\"order\":{\"id\":7,\"lines\":[\"a\",{\"sku\":\"b\"}]}}"},{"messageId":"m2","body":"plain"}]}') AS t(msg) CROSS JOIN UNNEST(CAST(json_extract(msg, '$.Records') AS array(json))) AS r(rec) ORDER BY 1

-- case: keys_with_dots_and_spaces
-- note: bracket paths for awkward keys
SELECT json_extract_scalar(j, '$["user.name"]') AS a, json_extract_scalar(j, '$["user name"]["first"]') AS b, json_extract_scalar(j, '$.items[0]["@id"]') AS c, json_value(j, 'lax $."user.name"') AS d, json_exists(j, 'strict $.items[1]') AS e FROM (VALUES '{"user.name":"x","user name":{"first":"y"},"items":[{"@id":"z"}]}') AS t(j)

-- case: json_value_typed_defaults
-- note: json_value with RETURNING, ON EMPTY and ON ERROR
SELECT id, json_value(j, 'lax $.n' RETURNING integer DEFAULT -1 ON EMPTY DEFAULT -2 ON ERROR) AS n, json_value(j, 'strict $.s' RETURNING varchar NULL ON EMPTY DEFAULT 'bad' ON ERROR) AS s, json_query(j, 'lax $.tags[*]' WITH CONDITIONAL WRAPPER EMPTY ARRAY ON EMPTY) AS tags FROM (VALUES (1, '{"n":5,"s":"x","tags":["a"]}'), (2, '{"n":"five","tags":["a","b"]}'), (3, '{"tags":[]}')) AS t(id, j) ORDER BY id

-- case: path_filters_and_methods
-- note: SQL/JSON path predicates
SELECT json_query(j, 'lax $.o[*] ? (@.price > 10 && @.tag starts with "b").id' WITH ARRAY WRAPPER) AS ids, json_value(j, 'lax $.o.size()') AS n, json_query(j, 'lax $.o[last].price.ceiling()') AS c, json_exists(j, 'lax $.o[*] ? (@.id == $x)' PASSING 3 AS "x") AS has3 FROM (VALUES '{"o":[{"id":1,"price":9.5,"tag":"book"},{"id":2,"price":12.25,"tag":"bag"},{"id":3,"price":11.1,"tag":"cup"}]}') AS t(j)

-- case: objects_built
-- note: json_object and json_array as an API would return them
SELECT json_object('id' VALUE id, 'name' VALUE name, 'vip': id > 1, 'tags' VALUE json_array(name, id NULL ON NULL) FORMAT JSON ABSENT ON NULL) AS o, json_array(id, name ABSENT ON NULL) AS a FROM (VALUES (1, 'x'), (2, NULL)) AS t(id, name) ORDER BY id

-- case: nested_export_of_groups
-- note: rows grouped to JSON text by cast of array of rows
SELECT dept, json_format(CAST(array_agg(CAST(ROW(name, pay) AS ROW(name varchar, pay decimal(6,2))) ORDER BY pay DESC NULLS LAST) AS json)) AS people, CAST(MAP(ARRAY['n'], ARRAY[count(*)]) AS json) AS meta FROM (VALUES ('a', 'Z', 10.5), ('a', 'Y', 20), ('b', 'X', NULL)) AS t(dept, name, pay) GROUP BY dept ORDER BY dept

-- case: latest_change_per_key
-- note: CDC envelope with before and after (Debezium), deletes dropped
WITH cdc AS (SELECT json_extract_scalar(v, '$.op') AS op, CAST(json_extract(v, '$.ts_ms') AS bigint) AS ts, coalesce(json_extract(v, '$.after'), json_extract(v, '$.before')) AS doc FROM (VALUES '{"op":"c","ts_ms":1,"before":null,"after":{"id":1,"v":"a"}}', '{"op":"u","ts_ms":5,"before":{"id":1,"v":"a"},"after":{"id":1,"v":"b"}}', '{"op":"c","ts_ms":2,"after":{"id":2,"v":"x"}}', '{"op":"d","ts_ms":9,"before":{"id":2,"v":"x"}}') AS k(v))
SELECT id, op, v, from_unixtime(ts / 1000e0) AS at FROM (SELECT json_extract_scalar(doc, '$.id') AS id, op, json_extract_scalar(doc, '$.v') AS v, ts, row_number() OVER (PARTITION BY json_extract_scalar(doc, '$.id') ORDER BY ts DESC) AS rn FROM cdc) WHERE rn = 1 AND op <> 'd'

-- case: unicode_in_json
-- note: escapes and emoji in and out
SELECT json_extract_scalar(j, '$.t') AS t, length(json_extract_scalar(j, '$.t')) AS len, json_format(json_parse(j)) AS again, upper(json_extract_scalar(j, '$.t')) AS up FROM (VALUES '{"t":"caf\u00e9 \ud83d\ude00"}', '{"t":"tab\tquote\"slash\/"}', '{"t":"straße"}') AS x(j) ORDER BY 2
