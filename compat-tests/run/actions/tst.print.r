struct thing {
    char [8] name = [ "gadget" ]
    struct point [2] corner = [ 
        struct point {
            int x = 0
            int y = 0
        }, 
        struct point {
            int x = 0
            int y = 0
        }
    ]
    enum color color = GREEN
    char letter = 'q'
    int low :4 = 0
    int high :4 = 0
    union u = {
        short half = 0
        char [2] bytes = [ "" ]
    }
    int [3] none = [ 0, 0, 0 ]
}
string "text"
int {ptr}
char 'c'
enum color GREEN
char [8] "gadget"
int [3] [ 0, 0, 0 ]
int [2] [ 0, {ptr} ]
string [2] [ "", "b" ]

