/* Open files, and the flags of open(2) that all machines have in common. */

inline int O_ACCMODE = 03;
inline int O_RDONLY = 00;
inline int O_WRONLY = 01;
inline int O_RDWR = 02;
inline int O_CREAT = 0100;
inline int O_EXCL = 0200;
inline int O_NOCTTY = 0400;
inline int O_TRUNC = 01000;
inline int O_APPEND = 02000;
inline int O_NONBLOCK = 04000;
inline int O_NDELAY = 04000;
inline int O_DSYNC = 010000;
inline int O_ASYNC = 020000;
inline int O_NOATIME = 01000000;
inline int O_CLOEXEC = 02000000;
inline int O_SYNC = 04010000;
inline int O_RSYNC = 04010000;
inline int O_FSYNC = 04010000;
inline int O_PATH = 010000000;

typedef struct fileinfo {
	string fi_name;
	string fi_dirname;
	string fi_pathname;
	loff_t fi_offset;
	string fi_fs;
	string fi_mount;
	int fi_oflags;
} fileinfo_t;

inline string __fs_type[struct file *F] = stringof(F->f_path.mnt->mnt_sb->s_type->name);

/* What has no place in any directory (SB_NOUSER): socket:[12], pipe:[34]. */
inline string __file_path[struct file *F] = F->f_path.mnt->mnt_sb->s_flags & 0x80000000 ?
	strjoin(__fs_type[F] == "sockfs" ? "socket" : __fs_type[F] == "pipefs" ? "pipe" : __fs_type[F],
		strjoin(":[", strjoin(lltostr(F->f_inode->i_ino), "]"))) :
	d_path(&F->f_path);

translator fileinfo_t < struct file *F > {
	fi_name = F == NULL ? "<none>" : stringof(F->f_path.dentry->d_name.name);
	fi_dirname = F == NULL ? "<none>" : dirname(__file_path[F]);
	fi_pathname = F == NULL ? "<none>" : __file_path[F];
	fi_offset = F == NULL ? 0 : F->f_pos;
	fi_fs = F == NULL ? "<none>" : __fs_type[F];
	fi_mount = F == NULL ? "<none>" : __mount_path(F->f_path.mnt);
	fi_oflags = F == NULL ? 0 : F->f_flags;
};

inline fileinfo_t fds[int fd] = xlate <fileinfo_t> (
	fd >= 0 && fd < curthread->files->fdt->max_fds ? curthread->files->fdt->fd[fd] : (struct file *)NULL);
#pragma D attributes Stable/Stable/Common fds
