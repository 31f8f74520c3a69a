-- ARGV: now, owner, expiry, time to live, json or unkept, its value. Answers false, or true and the record that refuses.
local done, expiry, owner = unpack(redis.call('HMGET', KEYS[1], 'done', 'expiry', 'owner'))
if owner ~= ARGV[2] or (done and tonumber(expiry) >= tonumber(ARGV[1])) then
  return {1, redis.call('HGETALL', KEYS[1])}
end
redis.call('HDEL', KEYS[1], 'json', 'unkept')
redis.call('HSET', KEYS[1], ARGV[5], ARGV[6], 'expiry', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {0, {}}
