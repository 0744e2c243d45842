"""What a text is: encoding, NFC, language, KCNA page reading, sentences, numbers and dates, Korean particles."""
