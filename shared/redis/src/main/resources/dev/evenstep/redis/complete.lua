-- ARGV: now, owner or nothing for a first time, expiry, time to live, fingerprint, and the result if there is one.
-- Answers false, or true and the record that refuses.
local done, expiry, owner, held = unpack(redis.call('HMGET', KEYS[1], 'done', 'expiry', 'owner', 'until'))
local now = tonumber(ARGV[1])
local refused = done and tonumber(expiry) >= now
if ARGV[2] == '' then
  refused = refused or (owner and tonumber(held) >= now)
else
  refused = refused or owner ~= ARGV[2]
end
if refused then return {1, redis.call('HGETALL', KEYS[1])} end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'done', '1', 'expiry', ARGV[3], 'print', ARGV[5])
if ARGV[6] then redis.call('HSET', KEYS[1], 'result', ARGV[6]) end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {0, {}}
