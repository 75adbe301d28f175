/* A hundred calls of strtok() in one program: the verifier must not follow each round of all their loops. */
#pragma D option quiet

string s;
string d;

syscall::acct:entry
{
	s = copyinstr(arg0);
	d = copyinstr(arg0);
}

BEGIN
{
	d = " ";
	s = "a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D E F G H I J K L";
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(s, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("%s%s%s%s%s%s%s%s%s%s|",
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d), strtok(NULL, d), strtok(NULL, d),
	    strtok(NULL, d));
	printf("\n");
	exit(0);
}
