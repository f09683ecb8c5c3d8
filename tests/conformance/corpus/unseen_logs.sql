-- Statements after the examples for service logs in Athena's documentation and in public repositories: CloudTrail, load balancers, VPC flow, S3 access, WAF, CloudFront.

-- case: trail_console_logins_without_mfa
WITH cloudtrail AS (SELECT * FROM (VALUES ('2026-01-05T10:00:00Z', 'ConsoleLogin', CAST(ROW('IAMUser', 'ann') AS row(type varchar, username varchar)), '{"ConsoleLogin":"Success"}', '{"MFAUsed":"No"}', '1.2.3.4'), ('2026-01-05T11:30:00Z', 'ConsoleLogin', CAST(ROW('Root', NULL) AS row(type varchar, username varchar)), '{"ConsoleLogin":"Failure"}', '{"MFAUsed":"Yes"}', '5.6.7.8')) AS t(eventtime, eventname, useridentity, responseelements, additionaleventdata, sourceipaddress))
SELECT from_iso8601_timestamp(eventtime) AS at, coalesce(useridentity.username, useridentity.type) AS who, json_extract_scalar(responseelements, '$.ConsoleLogin') AS result, json_extract_scalar(additionaleventdata, '$.MFAUsed') AS mfa, sourceipaddress FROM cloudtrail WHERE eventname = 'ConsoleLogin' AND json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No' ORDER BY at

-- case: trail_access_denied_by_role
SELECT regexp_extract(useridentity.arn, 'assumed-role/([^/]+)/', 1) AS role, eventsource || ':' || eventname AS action, count(*) AS denied, array_join(array_sort(array_agg(DISTINCT sourceip)), ', ') AS ips FROM (VALUES (CAST(ROW('arn:aws:sts::1:assumed-role/app/i-1') AS row(arn varchar)), 's3.amazonaws.com', 'GetObject', 'AccessDenied', '10.0.0.2'), (CAST(ROW('arn:aws:sts::1:assumed-role/app/i-2') AS row(arn varchar)), 's3.amazonaws.com', 'GetObject', 'AccessDenied', '10.0.0.1'), (CAST(ROW('arn:aws:iam::1:user/bob') AS row(arn varchar)), 'ec2.amazonaws.com', 'RunInstances', 'Client.UnauthorizedOperation', '10.0.0.3')) AS trail(useridentity, eventsource, eventname, errorcode, sourceip) WHERE errorcode IN ('AccessDenied', 'Client.UnauthorizedOperation') GROUP BY 1, 2 ORDER BY denied DESC, role NULLS LAST

-- case: trail_security_group_rules
SELECT json_extract_scalar(requestparameters, '$.groupId') AS grp, json_extract_scalar(item, '$.fromPort') AS port, json_extract_scalar(r, '$.cidrIp') AS cidr FROM (VALUES '{"groupId":"sg-1","ipPermissions":{"items":[{"fromPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"},{"cidrIp":"10.0.0.0/8"}]}},{"fromPort":443,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}') AS t(requestparameters) CROSS JOIN UNNEST(CAST(json_extract(requestparameters, '$.ipPermissions.items') AS array(json))) AS i(item) CROSS JOIN UNNEST(CAST(json_extract(item, '$.ipRanges.items') AS array(json))) AS x(r) WHERE json_extract_scalar(r, '$.cidrIp') = '0.0.0.0/0' ORDER BY port

-- case: trail_first_and_last_seen
SELECT accesskey, min(eventtime) AS first_seen, max(eventtime) AS last_seen, date_diff('hour', min(from_iso8601_timestamp(eventtime)), max(from_iso8601_timestamp(eventtime))) AS hours, cardinality(array_distinct(array_agg(region))) AS regions FROM (VALUES ('AKIA1', '2026-01-01T00:00:00Z', 'us-east-1'), ('AKIA1', '2026-01-03T12:30:00Z', 'eu-west-1'), ('AKIA2', '2026-01-02T00:00:00Z', 'us-east-1')) AS t(accesskey, eventtime, region) GROUP BY accesskey HAVING count(DISTINCT region) > 1

-- case: trail_unusual_hours
SELECT hour(from_iso8601_timestamp(eventtime) AT TIME ZONE 'America/New_York') AS local_hour, count(*) AS n, count_if(errorcode IS NOT NULL) AS errors FROM (VALUES ('2026-07-01T03:10:00Z', NULL), ('2026-07-01T03:50:00Z', 'Denied'), ('2026-07-01T15:00:00Z', NULL)) AS t(eventtime, errorcode) GROUP BY hour(from_iso8601_timestamp(eventtime) AT TIME ZONE 'America/New_York') ORDER BY 1

-- case: alb_slowest_targets
SELECT target_ip, count(*) AS requests, round(avg(target_processing_time), 3) AS mean, max_by(request_url, target_processing_time) AS worst FROM (VALUES ('10.0.0.1', 0.5e0, 'https://e.com/a'), ('10.0.0.1', 1.5e0, 'https://e.com/b'), ('10.0.0.2', -1e0, 'https://e.com/c')) AS alb(target_ip, target_processing_time, request_url) WHERE target_processing_time >= 0 GROUP BY target_ip ORDER BY mean DESC

-- case: alb_status_classes_by_minute
SELECT date_trunc('minute', parse_datetime(time, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSS''Z')) AS minute, sum(CASE WHEN elb_status_code BETWEEN 200 AND 299 THEN 1 ELSE 0 END) AS ok, sum(CASE WHEN elb_status_code >= 500 THEN 1 ELSE 0 END) AS bad FROM (VALUES ('2026-01-05T10:00:01.123456Z', 200), ('2026-01-05T10:00:59.000000Z', 502), ('2026-01-05T10:01:00.000001Z', 204)) AS alb(time, elb_status_code) GROUP BY 1 ORDER BY 1

-- case: alb_clients_with_most_errors
SELECT client_ip, n, round(100.0 * n / sum(n) OVER (), 2) AS pct FROM (SELECT split_part(client, ':', 1) AS client_ip, count(*) AS n FROM (VALUES ('1.1.1.1:555', '503'), ('1.1.1.1:556', '502'), ('2.2.2.2:1', '200'), ('3.3.3.3:9', '500')) AS alb(client, status) WHERE status LIKE '5%' GROUP BY split_part(client, ':', 1)) ORDER BY n DESC, client_ip LIMIT 10

-- case: alb_percentiles
SELECT url_extract_path(url) AS path, approx_percentile(t, 0.5e0) AS p50, approx_percentile(t, ARRAY[0.5e0, 0.99e0]) AS ps, count(*) AS n FROM (VALUES ('https://e.com/a?x=1', 1.0e0), ('https://e.com/a?x=2', 2.0e0), ('https://e.com/a', 3.0e0), ('https://e.com/b', 9.0e0)) AS alb(url, t) GROUP BY url_extract_path(url) ORDER BY path

-- case: alb_trace_self_and_root
SELECT element_at(kv, 'Root') AS root, coalesce(element_at(kv, 'Self'), '-') AS self FROM (SELECT split_to_map(trace, ';', '=') AS kv FROM (VALUES 'Root=1-67891233-abcdef', 'Self=1-678-1;Root=1-678-2') AS t(trace)) ORDER BY 1

-- case: vpc_top_talkers
SELECT sourceaddress, destinationaddress, sum(numbytes) AS total, sum(numbytes) / sum(numpackets) AS per_packet, day_of_week(from_unixtime(min(starttime))) AS weekday FROM (VALUES ('10.0.0.1', '10.0.0.2', BIGINT '1500', 10, 1767600000), ('10.0.0.1', '10.0.0.2', BIGINT '500', 5, 1767600060), ('10.0.0.3', '8.8.8.8', BIGINT '64', 1, 1767600000)) AS vpc(sourceaddress, destinationaddress, numbytes, numpackets, starttime) WHERE sourceaddress <> '-' GROUP BY 1, 2 ORDER BY total DESC

-- case: vpc_rejected_ssh
SELECT day, day_of_week(date(day)) AS dow, interface_id, srcaddr, action, protocol FROM (VALUES ('2026-01-05', 'eni-1', '1.2.3.4', 'REJECT', 6, 22), ('2026-01-06', 'eni-1', '1.2.3.4', 'ACCEPT', 6, 443)) AS vpc(day, interface_id, srcaddr, action, protocol, dstport) WHERE action = 'REJECT' AND protocol = 6 AND dstport = 22 ORDER BY day LIMIT 100

-- case: vpc_protocol_names
SELECT element_at(MAP(ARRAY[1, 6, 17], ARRAY['icmp', 'tcp', 'udp']), protocol) AS name, count(*) AS flows, histogram(action) AS actions FROM (VALUES (6, 'ACCEPT'), (6, 'REJECT'), (17, 'ACCEPT'), (99, 'ACCEPT')) AS vpc(protocol, action) GROUP BY protocol ORDER BY protocol

-- case: vpc_private_addresses
SELECT address, contains('10.0.0.0/8', CAST(address AS ipaddress)) OR contains('192.168.0.0/16', CAST(address AS ipaddress)) AS private FROM (VALUES '10.1.2.3', '8.8.8.8', '192.168.1.1') AS t(address) ORDER BY address

-- case: vpc_bytes_per_second
SELECT interface_id, to_iso8601(from_unixtime(start)) AS at, CAST(bytes AS double) / nullif("end" - start, 0) AS rate FROM (VALUES ('eni-1', 1767600000, 1767600060, 6000), ('eni-2', 1767600000, 1767600000, 10)) AS vpc(interface_id, start, "end", bytes) ORDER BY rate NULLS FIRST

-- case: s3_access_deletes
SELECT requestdatetime, bucket_name, key, httpstatus FROM (VALUES ('06/Feb/2026:00:00:38 +0000', 'logs', 'a.txt', '204', 'REST.DELETE.OBJECT'), ('07/Feb/2026:10:00:00 +0000', 'logs', 'b.txt', '200', 'REST.GET.OBJECT')) AS s3(requestdatetime, bucket_name, key, httpstatus, operation) WHERE operation LIKE '%DELETE%' AND parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') BETWEEN parse_datetime('2026-02-06:00:00:00', 'yyyy-MM-dd:HH:mm:ss') AND parse_datetime('2026-02-08:00:00:00', 'yyyy-MM-dd:HH:mm:ss')

-- case: s3_access_bytes_by_requester
SELECT coalesce(requester, 'anonymous') AS who, sum(TRY_CAST(bytessent AS bigint)) AS bytes, count(DISTINCT remoteip) AS ips, format('%.1f MB', sum(TRY_CAST(bytessent AS double)) / 1e6) AS mb FROM (VALUES ('ann', '1500000', '1.1.1.1'), ('ann', '-', '1.1.1.2'), (NULL, '20', '3.3.3.3')) AS s3(requester, bytessent, remoteip) GROUP BY coalesce(requester, 'anonymous') ORDER BY bytes DESC

-- case: waf_blocked_by_rule
SELECT terminatingruleid, httprequest.clientip AS ip, count(*) AS n, array_agg(DISTINCT h.value) FILTER (WHERE lower(h.name) = 'user-agent') AS agents FROM (VALUES ('r1', CAST(ROW('1.1.1.1', ARRAY[ROW('User-Agent', 'curl'), ROW('Host', 'e.com')]) AS row(clientip varchar, headers array(row(name varchar, value varchar)))))) AS waf(terminatingruleid, httprequest) CROSS JOIN UNNEST(httprequest.headers) AS h(name, value) GROUP BY terminatingruleid, httprequest.clientip ORDER BY n

-- case: waf_header_lookup
SELECT element_at(filter(headers, h -> lower(h.name) = 'host'), 1).value AS host, cardinality(headers) AS n, map_from_entries(transform(headers, h -> ROW(lower(h.name), h.value))) AS m FROM (VALUES CAST(ARRAY[ROW('Host', 'e.com'), ROW('Accept', '*/*')] AS array(row(name varchar, value varchar)))) AS t(headers)

-- case: waf_time_buckets
SELECT from_unixtime(floor(timestamp / 1000 / 300) * 300) AS five_minutes, count(*) AS n FROM (VALUES 1767600000123, 1767600299999, 1767600300000) AS waf("timestamp") GROUP BY 1 ORDER BY 1

-- case: cloudfront_cache_ratio
SELECT "date", sum(bytes) AS bytes, CAST(count_if(result_type IN ('Hit', 'RefreshHit')) AS decimal(10,4)) / count(*) AS hit_ratio, avg(time_taken) AS t FROM (VALUES (DATE '2026-01-05', BIGINT '100', 'Hit', REAL '0.1'), (DATE '2026-01-05', BIGINT '200', 'Miss', REAL '0.3'), (DATE '2026-01-06', BIGINT '50', 'Error', REAL '0.5')) AS cf("date", bytes, result_type, time_taken) GROUP BY "date" ORDER BY "date"

-- case: cloudfront_browsers
SELECT CASE WHEN ua LIKE '%Firefox/%' THEN 'firefox' WHEN ua LIKE '%Chrome/%' THEN 'chrome' WHEN ua LIKE '%Safari/%' THEN 'safari' ELSE 'other' END AS browser, count(*) AS n, approx_distinct(ip) AS ips FROM (SELECT url_decode(a) AS ua, ip FROM (VALUES ('Mozilla%20Firefox/120', '1'), ('Chrome/119%20Safari/537', '2'), ('Safari/17', '2'), ('curl', '3')) AS t(a, ip)) GROUP BY 1 ORDER BY n DESC, browser

-- case: route53_query_depth
SELECT query_name, cardinality(split(rtrim(query_name, '.'), '.')) AS depth, array_join(slice(reverse(split(rtrim(query_name, '.'), '.')), 1, 2), '.') AS suffix FROM (VALUES 'a.b.example.com.', 'example.org.') AS t(query_name) ORDER BY 1

-- case: guardduty_severity
-- fails: a row in VALUES is spread over columns
SELECT detail.type AS type, CASE WHEN detail.severity >= 7 THEN 'high' WHEN detail.severity >= 4 THEN 'medium' ELSE 'low' END AS level, detail.service.action.portprobeaction.blocked AS blocked FROM (VALUES CAST(ROW('Recon', 5.0e0, ROW(ROW(ROW(true)))) AS row(type varchar, severity double, service row(action row(portprobeaction row(blocked boolean)))))) AS t(detail)

-- case: eks_audit_verbs
SELECT verb, objectref['resource'] AS resource, count(*) AS n, min(date_parse(substr(at, 1, 19), '%Y-%m-%dT%H:%i:%s')) AS first FROM (VALUES ('get', MAP(ARRAY['resource', 'namespace'], ARRAY['pods', 'a']), '2026-01-05T10:00:00.123Z'), ('get', MAP(ARRAY['resource'], ARRAY['pods']), '2026-01-05T09:00:00.123Z'), ('delete', MAP(ARRAY['resource'], ARRAY['nodes']), '2026-01-05T08:00:00.000Z')) AS t(verb, objectref, at) GROUP BY verb, objectref['resource'] ORDER BY n DESC

-- case: log_lines_by_pattern
SELECT regexp_extract(line, '^(\S+) \[([^\]]+)\] (\w+)', 2) AS thread, regexp_extract(line, 'took (\d+(?:\.\d+)?)ms', 1) AS ms, regexp_like(line, '(?i)error|exception') AS bad FROM (VALUES '12:00 [main] INFO took 12.5ms', '12:01 [pool-1] WARN Exception: x') AS t(line) ORDER BY line

-- case: log_gaps_between_events
SELECT host, at, gap FROM (SELECT host, at, date_diff('second', lag(at) OVER (PARTITION BY host ORDER BY at), at) AS gap FROM (VALUES ('a', TIMESTAMP '2026-01-05 10:00:00'), ('a', TIMESTAMP '2026-01-05 10:00:30'), ('a', TIMESTAMP '2026-01-05 10:10:00'), ('b', TIMESTAMP '2026-01-05 10:00:00')) AS t(host, at)) WHERE gap > 60 ORDER BY host

-- case: log_error_rate_windows
SELECT minute, errors, total, round(1e0 * errors / total, 3) AS rate, round(avg(1e0 * errors / total) OVER (ORDER BY minute ROWS BETWEEN 2 PRECEDING AND CURRENT ROW), 3) AS rolling FROM (VALUES (1, 1, 10), (2, 3, 10), (3, 0, 20), (4, 5, 10)) AS t(minute, errors, total) ORDER BY minute
