-- Questions that are asked of load balancer, CDN, network flow and audit logs, as they lie in Athena tables.

-- case: alb_requests_by_client
WITH alb(time, client_ip, request_verb, request_url, elb_status_code, target_processing_time, sent_bytes) AS (VALUES
  ('2026-01-05T00:00:01.012345Z', '10.0.0.1', 'GET', 'https://shop.example:443/cart?id=7&utm_source=mail', '200', 0.012, 512),
  ('2026-01-05T00:00:02.500000Z', '10.0.0.2', 'POST', 'https://shop.example:443/checkout', '502', 1.25, 0),
  ('2026-01-05T00:01:03.000001Z', '10.0.0.1', 'GET', 'https://shop.example:443/cart', '200', 0.030, 1024))
SELECT client_ip, count(request_verb) AS requests, sum(sent_bytes) AS bytes, array_join(array_agg(DISTINCT request_verb ORDER BY request_verb), ',') AS verbs
FROM alb GROUP BY client_ip ORDER BY requests DESC, client_ip

-- case: alb_requests_per_minute
SELECT substr(time, 1, 16) AS minute, count(*) AS requests, avg(t) AS mean, max(t) AS slowest
FROM (VALUES ('2026-01-05T00:00:01.012345Z', 0.012e0), ('2026-01-05T00:00:59.9Z', 0.5e0), ('2026-01-05T00:01:03.000001Z', 0.030e0)) AS alb(time, t)
WHERE time >= '2026-01-05T00:00' AND time < '2026-01-05T00:02'
GROUP BY substr(time, 1, 16)
ORDER BY minute

-- case: alb_time_window_by_joda_pattern
SELECT parse_datetime(time, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSS''Z''') AS at
FROM (VALUES '2026-01-05T12:34:56.123456Z', '2026-02-05T12:34:56.000000Z') AS alb(time)
WHERE parse_datetime(time, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSS''Z''') BETWEEN parse_datetime('2026-01-05-12:00:00', 'yyyy-MM-dd-HH:mm:ss') AND parse_datetime('2026-01-06-00:00:00', 'yyyy-MM-dd-HH:mm:ss')

-- case: alb_five_minute_buckets
SELECT date_trunc('hour', at) + floor(minute(at) / 5) * INTERVAL '5' MINUTE AS bucket, count(*) AS n
FROM (VALUES TIMESTAMP '2026-01-05 10:03:00', TIMESTAMP '2026-01-05 10:04:59', TIMESTAMP '2026-01-05 10:05:00') AS t(at)
GROUP BY 1 ORDER BY 1

-- case: alb_buckets_of_epoch
SELECT from_unixtime(floor(to_unixtime(from_iso8601_timestamp(time)) / 300) * 300) AS bucket, count(*) AS n
FROM (VALUES '2026-01-05T00:00:01.012345Z', '2026-01-05T00:04:59.9Z', '2026-01-05T00:05:00Z') AS alb(time)
GROUP BY 1 ORDER BY 1

-- case: alb_path_and_query_parameters
SELECT url_extract_host(u) AS host, url_extract_path(u) AS path, url_extract_query(u) AS query, url_extract_parameter(u, 'utm_source') AS source, url_extract_port(u) AS port
FROM (VALUES 'https://shop.example:443/cart?id=7&utm_source=mail', 'http://shop.example/') AS t(u) ORDER BY u

-- case: alb_error_share_by_target
SELECT target, count(*) AS requests, sum(CASE WHEN code LIKE '5%' THEN 1 ELSE 0 END) AS errors,
  round(100.0 * sum(CASE WHEN code LIKE '5%' THEN 1 ELSE 0 END) / count(*), 2) AS error_percent
FROM (VALUES ('a', '200'), ('a', '502'), ('a', '200'), ('b', '504'), ('b', '-')) AS t(target, code)
GROUP BY target HAVING count(*) > 1 ORDER BY error_percent DESC

-- case: alb_status_classes_as_columns
SELECT count_if(code BETWEEN 200 AND 299) AS ok, count_if(code / 100 = 3) AS moved, count_if(code / 100 = 4) AS client, count_if(code >= 500) AS server
FROM (SELECT TRY_CAST(c AS integer) AS code FROM (VALUES '200', '301', '404', '499', '500', '-') AS t(c))

-- case: alb_user_agent_family
SELECT CASE WHEN regexp_like(agent, '(?i)bot|crawl|spider') THEN 'bot' WHEN agent LIKE '%iPhone%' OR agent LIKE '%Android%' THEN 'phone' ELSE 'other' END AS family, count(*) AS n
FROM (VALUES 'Mozilla/5.0 (iPhone; CPU)', 'Googlebot/2.1', 'curl/8.0', 'AhrefsBOT', 'Mozilla/5.0 (Linux; Android 14)') AS t(agent)
GROUP BY 1 ORDER BY n DESC, family

-- case: alb_slowest_by_path
SELECT path, approx_percentile(ms, 0.5) AS median, max(ms, 2) AS slowest, max_by(id, ms) AS example
FROM (VALUES ('/a', 10, 'x'), ('/a', 30, 'y'), ('/a', 20, 'z'), ('/b', 5, 'w')) AS t(path, ms, id)
GROUP BY path ORDER BY path

-- case: classic_elb_line
SELECT regexp_extract(line, '^([^ ]*) ([^ ]*) ([^ ]*):([0-9]*) ([^ ]*):([0-9]*) ([.0-9]*) ([.0-9]*) ([.0-9]*) (-|[0-9]*)', 10) AS status,
  CAST(regexp_extract(line, '^([^ ]*) ([^ ]*) ([^ ]*):([0-9]*) ([^ ]*):([0-9]*) ([.0-9]*) ([.0-9]*) ([.0-9]*)', 8) AS double) AS backend_seconds,
  regexp_extract(line, '"([A-Z]+) ([^ ]+) HTTP/[0-9.]+"', 2) AS url
FROM (VALUES '2026-01-05T23:59:59.870Z my-elb 192.168.131.39:2817 10.0.0.1:80 0.000086 0.001048 0.001337 200 200 0 57 "GET https://www.example.com:443/ HTTP/1.1" "curl/7.38.0"') AS t(line)

-- case: cloudfront_bytes_by_edge
SELECT location, sum(bytes) AS total, format('%.1f MB', sum(bytes) / 1048576e0) AS readable, rank() OVER (ORDER BY sum(bytes) DESC) AS place
FROM (VALUES ('FRA56-C1', 3145728), ('FRA56-C1', 1048576), ('LHR3-P2', 524288)) AS cf(location, bytes)
GROUP BY location ORDER BY place

-- case: cloudfront_dates_and_times
SELECT CAST(CAST(day AS varchar) || ' ' || time AS timestamp) AS at, date_diff('second', CAST(day AS timestamp), CAST(CAST(day AS varchar) || ' ' || time AS timestamp)) AS second_of_day
FROM (VALUES (DATE '2026-01-05', '01:02:03'), (DATE '2026-01-05', '23:59:59')) AS cf(day, time) ORDER BY 1

-- case: cloudfront_uri_extension
SELECT coalesce(nullif(lower(regexp_extract(uri, '\.([A-Za-z0-9]+)$', 1)), ''), 'none') AS extension, count(*) AS hits
FROM (VALUES '/a.CSS', '/b.js', '/c', '/d.css', '/e.tar.gz') AS cf(uri) GROUP BY 1 ORDER BY hits DESC, extension

-- case: cloudfront_cache_hits
SELECT day, cast(sum(if(result IN ('Hit', 'RefreshHit'), 1, 0)) AS double) / count(*) AS ratio
FROM (VALUES (DATE '2026-01-05', 'Hit'), (DATE '2026-01-05', 'Miss'), (DATE '2026-01-06', 'RefreshHit')) AS cf(day, result) GROUP BY day ORDER BY day

-- case: cloudfront_user_agent_decoded
SELECT url_decode(replace(agent, '%2520', '%20')) AS agent FROM (VALUES 'Mozilla/5.0%2520(Macintosh;%2520Intel)') AS t(agent)

-- case: flow_rejects_by_address
SELECT day_of_week(date) AS weekday, date, interface, source, action, protocol
FROM (VALUES (DATE '2026-01-05', 'eni-1', '10.0.0.9', 'REJECT', 6), (DATE '2026-01-06', 'eni-1', '10.0.0.8', 'REJECT', 6), (DATE '2026-01-06', 'eni-2', '10.0.0.8', 'ACCEPT', 17)) AS f(date, interface, source, action, protocol)
WHERE action = 'REJECT' AND protocol = 6 ORDER BY date LIMIT 100

-- case: flow_https_packets
SELECT SUM(packets) AS packetcount, destination FROM (VALUES (10, '10.0.0.1', 443, DATE '2026-01-04'), (20, '10.0.0.2', 443, DATE '2026-01-05'), (5, '10.0.0.1', 443, DATE '2026-01-05'), (99, '10.0.0.1', 80, DATE '2026-01-05')) AS f(packets, destination, port, date)
WHERE port = 443 AND date > date_add('day', -7, DATE '2026-01-08') GROUP BY destination ORDER BY packetcount DESC LIMIT 10

-- case: flow_windows_from_epochs
SELECT from_unixtime(start) AS since, from_unixtime(stop) AS until, to_iso8601(from_unixtime(start)) AS text, stop - start AS seconds FROM (VALUES (BIGINT '1767607872', BIGINT '1767607932')) AS f(start, stop)

-- case: flow_top_talkers_share
SELECT source, bytes, round(CAST(bytes AS double) / sum(bytes) OVER () * 100, 1) AS share, sum(bytes) OVER (ORDER BY bytes DESC ROWS UNBOUNDED PRECEDING) AS running
FROM (SELECT source, sum(bytes) AS bytes FROM (VALUES ('a', 100), ('b', 50), ('a', 25), ('c', 25)) AS f(source, bytes) GROUP BY source) ORDER BY bytes DESC, source

-- case: flow_private_addresses
SELECT address, address LIKE '10.%' OR address LIKE '192.168.%' OR regexp_like(address, '^172\.(1[6-9]|2[0-9]|3[01])\.') AS private FROM (VALUES '10.1.2.3', '172.16.0.1', '172.32.0.1', '8.8.8.8') AS t(address) ORDER BY address

-- case: flow_address_as_number
SELECT a, CAST(split_part(a, '.', 1) AS bigint) * 16777216 + CAST(split_part(a, '.', 2) AS bigint) * 65536 + CAST(split_part(a, '.', 3) AS bigint) * 256 + CAST(split_part(a, '.', 4) AS bigint) AS n FROM (VALUES '10.0.0.1', '255.255.255.255') AS t(a) ORDER BY n

-- case: flow_tcp_flags
SELECT flags, bitwise_and(flags, 2) > 0 AS syn, bitwise_and(flags, 16) = 16 AS ack, bitwise_and(flags, bitwise_or(1, 4)) <> 0 AS ended FROM (VALUES 2, 18, 3, 4) AS t(flags) ORDER BY flags

-- case: trail_of_a_user
WITH trail(useridentity, eventname, eventtime, sourceip) AS (VALUES
  (CAST(ROW('IAMUser', 'ann', ROW('AIDA1')) AS row(type varchar, username varchar, issuer row(id varchar))), 'ConsoleLogin', '2026-01-05T10:00:00Z', '1.2.3.4'),
  (CAST(ROW('AssumedRole', NULL, ROW('AROA2')) AS row(type varchar, username varchar, issuer row(id varchar))), 'PutObject', '2026-01-05T11:00:00Z', '1.2.3.5'))
SELECT useridentity.type, coalesce(useridentity.username, useridentity.issuer.id) AS who, eventname, from_iso8601_timestamp(eventtime) AS at FROM trail WHERE useridentity.type IN ('IAMUser', 'AssumedRole') ORDER BY eventtime

-- case: trail_bucket_deletions
SELECT json_extract_scalar(p, '$.bucketName') AS bucket, json_extract_scalar(p, '$.key') AS key, json_array_length(json_extract(p, '$.tags')) AS tags
FROM (VALUES '{"bucketName":"logs","key":"a/b.txt","tags":["x","y"]}', '{"bucketName":"data"}') AS t(p) WHERE json_extract_scalar(p, '$.bucketName') IS NOT NULL ORDER BY 1

-- case: trail_failed_calls
SELECT source, name, errorcode, count(*) AS n FROM (VALUES ('s3.amazonaws.com', 'GetObject', 'AccessDenied'), ('s3.amazonaws.com', 'GetObject', 'AccessDenied'), ('ec2.amazonaws.com', 'RunInstances', NULL)) AS t(source, name, errorcode)
WHERE errorcode IS NOT NULL AND source NOT LIKE 'ec2%' GROUP BY 1, 2, 3 ORDER BY 4 DESC

-- case: trail_instances_of_an_event
SELECT event, i.id, i.state FROM (VALUES ('stop', '{"instancesSet":{"items":[{"id":"i-1","state":"stopping"},{"id":"i-2","state":"stopped"}]}}')) AS t(event, response)
CROSS JOIN UNNEST(CAST(json_extract(response, '$.instancesSet.items') AS array(row(id varchar, state varchar)))) AS i(id, state) ORDER BY id

-- case: trail_groups_attached
SELECT event, sg FROM (VALUES ('a', ARRAY[CAST(ROW('sg-1') AS row(groupid varchar)), CAST(ROW('sg-2') AS row(groupid varchar))])) AS t(event, groups), UNNEST(transform(groups, g -> g.groupid)) AS u(sg) ORDER BY sg

-- case: trail_window_of_a_day
SELECT name FROM (VALUES ('a', '2026-01-05T00:00:00Z'), ('b', '2026-01-05T23:59:59Z'), ('c', '2026-01-06T00:00:00Z')) AS t(name, at) WHERE from_iso8601_timestamp(at) >= TIMESTAMP '2026-01-05 00:00:00 UTC' AND from_iso8601_timestamp(at) < TIMESTAMP '2026-01-06 00:00:00 UTC' ORDER BY name

-- case: server_access_log
SELECT date_parse(split_part(at, ' ', 1), '%d/%b/%Y:%H:%i:%S') AS at, operation, key, CAST(nullif(bytes, '-') AS bigint) AS bytes
FROM (VALUES ('05/Jan/2026:10:11:12 +0000', 'REST.GET.OBJECT', 'a.txt', '512'), ('06/Feb/2026:00:00:00 +0000', 'REST.PUT.OBJECT', 'b.txt', '-')) AS l(at, operation, key, bytes) ORDER BY at

-- case: server_access_log_zoned
SELECT parse_datetime(at, 'dd/MMM/yyyy:HH:mm:ss Z') AS instant FROM (VALUES '05/Jan/2026:10:11:12 +0000') AS l(at)

-- case: waf_rules_that_matched
WITH waf(action, rules, country) AS (VALUES ('BLOCK', ARRAY[map(ARRAY['ruleid', 'action'], ARRAY['r1', 'COUNT']), map(ARRAY['ruleid'], ARRAY['r2'])], 'DE'), ('ALLOW', ARRAY[], 'CH'))
SELECT action, country, element_at(rule, 'ruleid') AS rule, element_at(rule, 'action') AS rule_action FROM waf CROSS JOIN UNNEST(rules) AS r(rule) ORDER BY 3

-- case: waf_header_by_name
SELECT element_at(filter(headers, h -> lower(h.name) = 'user-agent'), 1).value AS agent, cardinality(headers) AS headers
FROM (VALUES ARRAY[CAST(ROW('Host', 'x') AS row(name varchar, value varchar)), CAST(ROW('User-Agent', 'curl') AS row(name varchar, value varchar))]) AS t(headers)

-- case: waf_headers_as_map
SELECT map_agg(h.name, h.value) AS headers FROM (VALUES ARRAY[CAST(ROW('host', 'x') AS row(name varchar, value varchar)), CAST(ROW('accept', '*/*') AS row(name varchar, value varchar))]) AS t(headers) CROSS JOIN UNNEST(headers) AS h(name, value)

-- case: waf_blocked_per_half_hour
SELECT date_trunc('hour', from_unixtime(ms / 1000)) + (minute(from_unixtime(ms / 1000)) / 30) * INTERVAL '30' MINUTE AS half, count(*) AS n FROM (VALUES BIGINT '1767607872345', BIGINT '1767609872345', BIGINT '1767607873000') AS t(ms) GROUP BY 1 ORDER BY 1

-- case: dns_answers_unnested
SELECT query, a.rdata AS address, b.r.type AS kind, c.answer.rdata AS other
FROM (VALUES ('shop.example.', CAST(json_parse('[{"rdata":"1.2.3.4","type":"A"},{"rdata":"::1","type":"AAAA"}]') AS array(row(rdata varchar, type varchar))))) AS dns(query, answers)
CROSS JOIN UNNEST(answers) AS a(rdata, type) CROSS JOIN UNNEST(ARRAY[ARRAY[CAST(ROW(a.rdata, a.type) AS row(rdata varchar, type varchar))]]) AS l(rs) CROSS JOIN (VALUES CAST(ROW('x', 'y') AS row(rdata varchar, type varchar))) AS v(p, q) CROSS JOIN (SELECT CAST(ROW('x', 'y') AS row(rdata varchar, type varchar)) AS answer) AS c CROSS JOIN (SELECT CAST(ROW('x', 'y') AS row(rdata varchar, type varchar)) AS r) AS b ORDER BY a.rdata

-- case: partition_dates_as_text
SELECT year || '-' || lpad(month, 2, '0') || '-' || lpad(day, 2, '0') AS dt, count(*) AS n FROM (VALUES ('2026', '1', '5'), ('2026', '01', '05'), ('2026', '12', '31')) AS p(year, month, day) WHERE concat(year, lpad(month, 2, '0'), lpad(day, 2, '0')) BETWEEN '20260101' AND '20261231' GROUP BY 1 ORDER BY 1

-- case: last_days_by_interval
SELECT d FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-01-10')) AS t(d) WHERE d > DATE '2026-01-10' - INTERVAL '3' DAY ORDER BY d DESC

-- case: sessions_of_addresses
SELECT ip, session, min(at) AS since, count(*) AS hits FROM (
  SELECT ip, at, sum(fresh) OVER (PARTITION BY ip ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session FROM (
    SELECT ip, at, CASE WHEN date_diff('minute', lag(at, 1) OVER (PARTITION BY ip ORDER BY at), at) < 30 THEN 0 ELSE 1 END AS fresh
    FROM (VALUES ('a', TIMESTAMP '2026-01-05 10:00:00'), ('a', TIMESTAMP '2026-01-05 10:29:59'), ('a', TIMESTAMP '2026-01-05 11:00:00'), ('b', TIMESTAMP '2026-01-05 09:00:00')) AS t(ip, at)))
GROUP BY ip, session ORDER BY ip, session
