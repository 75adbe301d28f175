/* A rate that no profile probe has. */
tick-10parsecs
{
}
