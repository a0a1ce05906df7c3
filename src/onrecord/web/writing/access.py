"""Who may write: who has the token, or a session that it opened; and how often."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from onrecord.web.settings import WebSettings


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has shown the token in a browser: the name they judge by.

    `form_token` stands in every form of theirs: a page elsewhere cannot know it.
    """

    who: str
    form_token: str


class WriteAccess:
    """Checks tokens, opens sessions and counts tries; nobody may write where there is no token.

    A session is kept in the cookie alone, signed: a server of several processes knows it too,
    and it ends with its time or with the token.
    """

    def __init__(self, settings: WebSettings) -> None:
        self._token = settings.write_token
        self._seconds = settings.session_seconds
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._writes = RateLimitItemPerMinute(settings.writes_per_minute)
        self._wrong = RateLimitItemPerMinute(settings.wrong_tokens_per_minute)

    @property
    def is_open(self) -> bool:
        """Whether anybody may write at all."""
        return self._token is not None

    def is_token(self, given: str) -> bool:
        """Whether that is the token; a wrong one is not told sooner for being nearly right."""
        if self._token is None:
            return False
        return hmac.compare_digest(_digest(given), _digest(self._token))

    def open_session(self, who: str) -> str:
        """What the cookie of a new session holds."""
        return self._signer().dumps([who, secrets.token_urlsafe(16)])

    def read_session(self, cookie: str | None) -> Session | None:
        """The session that a cookie tells of; None where it is over, or was made elsewhere."""
        if self._token is None or not cookie:
            return None
        try:
            who, nonce = self._signer().loads(cookie, max_age=self._seconds)
        except (BadSignature, ValueError, TypeError):
            return None
        key = _digest(self._token, "form")
        return Session(who, hmac.new(key, nonce.encode(), hashlib.sha256).hexdigest())

    def may_write(self, client: str) -> bool:
        """Count one more change by a client; False where these are too many."""
        return self._limiter.hit(self._writes, "write", client)

    def may_try(self, client: str) -> bool:
        """Whether a client has not shown too many wrong tokens."""
        return self._limiter.test(self._wrong, "wrong", client)

    def count_wrong(self, client: str) -> None:
        """Count a wrong token."""
        self._limiter.hit(self._wrong, "wrong", client)

    def _signer(self) -> URLSafeTimedSerializer:
        assert self._token is not None
        return URLSafeTimedSerializer(
            self._token,
            salt="onrecord session",
            signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
        )


def _digest(text: str, purpose: str = "") -> bytes:
    return hashlib.sha256(f"{purpose}\x1f{text}".encode("utf-8", "surrogatepass")).digest()


def is_form_of(session: Session, given: str) -> bool:
    """Whether a form is one that this session was shown."""
    return hmac.compare_digest(_digest(given), _digest(session.form_token))
