stopped
continued

