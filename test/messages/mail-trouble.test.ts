import { senderTrouble, topicTrouble } from '../../lambda/messages/mail-trouble'

const arn = 'arn:aws:sns:eu-west-1:123456789012:Messages'
const email = 'you@example.com'

test.each<[object, RegExp | null]>([
  [{ confirmed: 1, pending: 0 }, null],
  [{ confirmed: 1, pending: 1 }, null],
  [
    { confirmed: 0, pending: 1 },
    /^No message reaches you@example.com before it has confirmed: click the link/,
  ],
  [
    { confirmed: 0, pending: 0 },
    /^you@example.com has ended its subscription .*: subscribe it anew with aws sns/,
  ],
])('of a topic with %j is said: %s', (counts, said) => {
  const trouble = topicTrouble({ arn, email, confirmed: 0, pending: 0, ...counts })
  if (said === null) expect(trouble).toBeNull()
  else expect(trouble).toMatch(said)
})

const fine = {
  domain: 'you.dev',
  email,
  isDomainVerified: true,
  isReceiverVerified: false,
  suppressed: null,
  isSandbox: false,
  isPaused: false,
}

test.each<[object, RegExp | null]>([
  [{}, null],
  [{ isSandbox: true, isReceiverVerified: true }, null],
  [
    { isDomainVerified: false, isSandbox: true },
    /^SES does not know yet that you.dev is yours: put the DNS records/,
  ],
  [{ isPaused: true, suppressed: 'BOUNCE' }, /^AWS has paused this account’s mail: the SES console/],
  [{ isSandbox: true }, /^SES is in its sandbox .*: verify yours with aws sesv2 create-email-identity/],
  [{ suppressed: 'BOUNCE' }, /^Mail to you@example.com bounced, .* delete-suppressed-destination/],
  [
    { suppressed: 'COMPLAINT' },
    /^Mail to you@example.com was marked as spam, .* delete-suppressed-destination/,
  ],
])('of a sender with %j is said: %s', (facts, said) => {
  const trouble = senderTrouble({ ...fine, ...facts })
  if (said === null) expect(trouble).toBeNull()
  else expect(trouble).toMatch(said)
})
