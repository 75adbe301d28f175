/*
 * What the io provider's probes are about. Of the event they know: __extra[0], how many bytes;
 * [1], the address of what is under way; [2], more flags; [3], errno of a failure; [4], where in
 * the file; [5], the partition.
 */

#pragma D depends_on library errno.d
#pragma D depends_on library io.d
#pragma D depends_on library solaris.d

inline int B_BUSY = 0x0001;
inline int B_DONE = 0x0002;
inline int B_ERROR = 0x0004;
inline int B_PAGEIO = 0x0010;		/* from or to the page cache */
inline int B_PHYS = 0x0020;		/* from or to memory of a process */
inline int B_READ = 0x0040;
inline int B_WRITE = 0x0100;
inline int B_ASYNC = 0x0400;

typedef struct bufinfo {
	int b_flags;
	size_t b_bcount;
	caddr_t b_addr;
	uint64_t b_lblkno;		/* in 512 bytes, from the start of the whole disk */
	uint64_t b_blkno;
	size_t b_resid;
	size_t b_bufsize;
	caddr_t b_iodone;
	int b_error;
	dev_t b_edev;
} bufinfo_t;

typedef struct devinfo {
	int dev_major;
	int dev_minor;
	int dev_instance;		/* sda: 0, sdb: 1, loop3: 3 */
	string dev_name;		/* of the driver: sd, loop */
	string dev_statname;		/* sda1 */
	string dev_pathname;
} devinfo_t;

/* Before Linux 5.12, a request names its disk and the number of the partition. */
inline struct gendisk *__bio_disk[struct bio *B] =
	defined(B->bi_bdev) ? B->bi_bdev->bd_disk : B->bi_disk;

/* BD_PARTNO since Linux 6.10. */
inline int __bio_partition[struct bio *B] =
	defined(B->bi_bdev->__bd_flags) ? B->bi_bdev->__bd_flags.counter & 0xff :
	defined(B->bi_bdev->bd_partno) ? B->bi_bdev->bd_partno : B->bi_partno;

inline dev_t __disk_dev[struct gendisk *D, int partition] =
	(D->major << 20) | (D->first_minor + partition);

inline dev_t __bio_dev[struct bio *B] =
	defined(B->bi_bdev) ? B->bi_bdev->bd_dev : __disk_dev[__bio_disk[B], __bio_partition[B]];

/* REQ_OP_MASK, and of its values REQ_OP_READ, REQ_OP_DISCARD, REQ_OP_DRV_IN. */
inline int __bio_op[struct bio *B] = B->bi_opf & 0xff;
inline int __OP_READ = 0;
inline int __OP_DISCARD = 3;
inline int __OP_DRIVER = 32;

/* What is found out on the way, so that it is looked up once. */
this struct bio *__bio;
this int __op;
this uint32_t __kind;
this uint64_t __first;
this struct bio_vec *__vector;
this struct page *__page;
this struct page *__head;
this struct address_space *__mapping;
this struct inode *__inode;

/* It reads or writes; it is no flush, nor a command of the driver's own. */
inline int __bio_is_io[struct bio *B] =
	B->bi_iter.bi_size != 0 &&
	(this->__op = __bio_op[B], this->__op != __OP_DISCARD && this->__op < __OP_DRIVER);

/* REQ_FUA and REQ_PREFLUSH take another way than through the scheduler. */
inline int __scheduled[struct request *R, struct bio *B] =
	R->q->elevator != NULL && (B->bi_opf & (1 << 17 | 1 << 18)) == 0;

/*
 * Requests that were handed over without a scheduler, by when they began, which tells them apart from later ones at
 * the same address; it is 0 where the device keeps no statistics.
 */
uint64_t __handed[struct request *];

/* A device like those of md and dm, which takes bios as they come. */
inline int __bio_only[struct request_queue *Q] = Q->mq_ops == NULL;

/* Of a page within a larger one, compound_head is one more than the address of the first. */
inline struct page *__bio_head[struct bio *B] =
	(this->__vector = B->bi_io_vec) == NULL ? (struct page *)NULL :
	(this->__page = this->__vector[B->bi_iter.bi_idx].bv_page,
		this->__first = this->__page->compound_head,
		this->__first & 1 ? (struct page *)(this->__first - 1) : this->__page);

/* The kernel's own memory: what else has a page_type has no _mapcount. PG_slab, before Linux 6.10. */
inline int __page_slab[struct page *P] =
	(this->__kind = P->page_type, this->__kind >= 0xf0000000 && this->__kind != 0xffffffff) ||
	(defined(PG_slab) ? (P->flags & (1 << PG_slab)) != 0 : 0);

/* The file of a page of the page cache; pages of processes have PAGE_MAPPING_ANON, and others have none. */
inline struct address_space *__bio_mapping[struct bio *B] =
	(this->__head = __bio_head[B], this->__head == NULL || __page_slab[this->__head] ?
		(struct address_space *)NULL :
		(this->__mapping = this->__head->mapping, ((uintptr_t)this->__mapping & 3) != 0 ?
			(struct address_space *)NULL : this->__mapping));

/* What file systems keep in the page cache of their device is no file (S_IFBLK). */
inline struct inode *__bio_inode[struct bio *B] =
	(this->__mapping = __bio_mapping[B], this->__mapping == NULL ?
		(struct inode *)NULL :
		(this->__inode = this->__mapping->host,
			this->__inode == NULL || (this->__inode->i_mode & 0170000) == 0060000 ?
			(struct inode *)NULL : this->__inode));

/* In a file; the index of a page was renamed in Linux 6.16. */
inline uint64_t __page_index[struct page *P] =
	defined(P->__folio_index) ? P->__folio_index : P->index;

inline uint64_t __bio_offset[struct bio *B] =
	(this->__head = __bio_head[B], (__page_index[this->__head] +
		((uintptr_t)this->__page - (uintptr_t)this->__head) / sizeof(struct page)) * `_pagesize +
		B->bi_io_vec[B->bi_iter.bi_idx].bv_offset + B->bi_iter.bi_bvec_done);

/* REQ_RAHEAD of reads, and REQ_SYNC of writes. */
inline int __bio_sync[struct bio *B] = (B->bi_opf & (1 << 11)) != 0;

inline int __bio_flags[struct bio *B] =
	(__bio_op[B] == __OP_READ ? B_READ | (B->bi_opf & (1 << 19) ? B_ASYNC : 0) :
		B_WRITE | (__bio_sync[B] ? 0 : B_ASYNC)) |
	(__bio_mapping[B] != NULL ? B_PAGEIO : B_PHYS);

/* blk_status_t since Linux 5.16; -errno before. */
inline int __block_errno[int status] =
	status < 0 ? -status :
	status == 0 ? 0 :
	status == 1 ? EOPNOTSUPP :
	status == 2 ? ETIMEDOUT :
	status == 3 ? ENOSPC :
	status == 4 ? ENOLINK :
	status == 5 ? EREMOTEIO :
	status == 6 ? EBADE :
	status == 7 ? ENODATA :
	status == 8 ? EILSEQ :
	status == 9 ? ENOMEM :
	status == 12 ? EAGAIN : EIO;

translator bufinfo_t < struct bio *B > {
	b_flags = __extra[2] | (B == NULL ? 0 : __bio_flags[B]);
	b_bcount = __extra[0];
	b_addr = (caddr_t)__extra[1];
	b_lblkno = B == NULL ? 0 : B->bi_iter.bi_sector;
	b_blkno = B == NULL ? 0 : B->bi_iter.bi_sector;
	b_resid = 0;
	b_bufsize = __extra[0];
	b_iodone = B == NULL ? (caddr_t)NULL : (caddr_t)B->bi_end_io;
	b_error = __extra[3];
	b_edev = B == NULL ? 0 : __bio_dev[B];
};

/* The driver of the device that the disk is, or is a part of: SCSI, or NVMe. Others are numbered. */
inline struct device *__disk_parent[struct gendisk *D] = D->part0->bd_device.parent;

inline struct device_driver *__disk_driver[struct gendisk *D] =
	!defined(D->part0->bd_device) ? (struct device_driver *)NULL :
	__disk_parent[D] == NULL ? (struct device_driver *)NULL :
	__disk_parent[D]->driver != NULL ? __disk_parent[D]->driver :
	__disk_parent[D]->parent != NULL ? __disk_parent[D]->parent->driver :
	(struct device_driver *)NULL;

/* NVMe's disks have no minor numbers of their own: nvme1n1. */
inline int __disk_instance[struct gendisk *D] =
	D->minors != 0 ? D->first_minor / D->minors : strtoll(substr(D->disk_name, 4));

inline string __disk_stem[struct gendisk *D] =
	index(D->disk_name, lltostr(__disk_instance[D])) > 0 ?
	substr(D->disk_name, 0, index(D->disk_name, lltostr(__disk_instance[D]))) :
	stringof(D->disk_name);

/* Of nvme0n1 the first partition is nvme0n1p1. */
inline char __disk_last[struct gendisk *D] = D->disk_name[strlen(D->disk_name) - 1];

inline string __disk_statname[struct gendisk *D, int partition] =
	partition == 0 ? stringof(D->disk_name) :
	strjoin(D->disk_name, strjoin(__disk_last[D] >= '0' && __disk_last[D] <= '9' ? "p" : "",
		lltostr(partition)));

translator devinfo_t < struct gendisk *D > {
	dev_major = D == NULL ? 0 : D->major;
	dev_minor = D == NULL ? 0 : D->first_minor + __extra[5];
	dev_instance = D == NULL ? 0 : __disk_instance[D];
	dev_name = D == NULL ? "<none>" :
		__disk_driver[D] != NULL ? stringof(__disk_driver[D]->name) : __disk_stem[D];
	dev_statname = D == NULL ? "<none>" : __disk_statname[D, __extra[5]];
	dev_pathname = D == NULL ? "<none>" : strjoin("/dev/", __disk_statname[D, __extra[5]]);
};

/* What a thread asked for last, for those that wait. */
self struct inode *__io_inode;
self struct gendisk *__io_disk;
self int __io_partition;

/* A name that the file has; 0 of one that has none any more. */
inline struct dentry *__inode_dentry[struct inode *I] =
	I->i_dentry.first == NULL ? (struct dentry *)NULL :
	(struct dentry *)((uintptr_t)I->i_dentry.first - offsetof(struct dentry, d_u));

/* Where a file system is mounted, as the list since Linux 6.18 has the latest first. */
inline struct vfsmount *__super_mount[struct super_block *S] =
	defined(S->s_mounts->mnt) ?
	&((struct mount *)__oldest_mount(S->s_mounts, S->s_root))->mnt :
	&((struct mount *)((uintptr_t)S->s_mounts.next - offsetof(struct mount, mnt_instance)))->mnt;

inline struct vfsmount *__inode_mount[struct inode *I] = __super_mount[I->i_sb];

inline string __inode_path[struct inode *I] =
	I == NULL ? "<none>" :
	__inode_dentry[I] == NULL ? "<unknown>" :
	__dentry_path(__inode_dentry[I], __inode_mount[I]);

inline string __inode_name[struct inode *I] =
	I == NULL ? "<none>" :
	__inode_dentry[I] == NULL ? "<unknown>" : stringof(__inode_dentry[I]->d_name.name);

translator fileinfo_t < struct inode *I > {
	fi_name = __inode_name[I];
	fi_dirname = I == NULL ? "<none>" : dirname(__inode_path[I]);
	fi_pathname = __inode_path[I];
	fi_offset = I == NULL ? -1 : __extra[4];
	fi_fs = I == NULL ? "<none>" : stringof(I->i_sb->s_type->name);
	fi_mount = I == NULL ? "<none>" : __mount_path(__inode_mount[I]);
	fi_oflags = 0;
};

/* Pages that are on their way from or to swap: PG_swapcache. */
inline int __bio_is_swap[struct bio *B] =
	__bio_mapping[B] == NULL && this->__head != NULL && !__page_slab[this->__head] &&
	(*(unsigned long *)this->__head & (1 << PG_swapcache)) != 0;

/* Nobody says whether a page holds code; the file's mode does. */
inline int __bio_is_executable[struct bio *B] =
	(this->__inode = __bio_inode[B], this->__inode != NULL && (this->__inode->i_mode & 0111) != 0);

inline int __bio_is_file[struct bio *B] =
	!__bio_is_executable[B] && this->__mapping != NULL;
