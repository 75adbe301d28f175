{ptr}|       {ptr}|{ptr}   |

