
              frame

              frame
              frame

