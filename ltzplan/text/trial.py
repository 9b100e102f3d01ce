"""What is said of another time's plan and of rules on trial: key -> (Chinese, English)."""

TRIAL: dict[str, tuple[str, str]] = {
    "rev.differs": (
        "注意：与印发时的文稿“{id}”不是逐字节相同（SHA-256不符）",
        "Careful: this is not, byte for byte, the paper “{id}” that was issued (its SHA-256 differs)",
    )
}
