/**
 * Districts, which existed until 30 June 2025 (Luật Tổ chức chính quyền địa phương 2025: two tiers since 1 July), each with its
 * people's committee and the education office under it. Those that documents we hold were issued by; what they did passed to the
 * committees of the commune-level units. Others come by an import of units.
 */
export const formerDistricts = [
  { province: '79', key: 'govap', name: 'quận Gò Vấp', successorPath: '79/26884/' },
  { province: '22', key: 'damha', name: 'huyện Đầm Hà', successorPath: '22/06895/' },
  { province: '22', key: 'dongtrieu', name: 'thành phố Đông Triều', successorPath: '22/07093/' },
] as const

export const districtsUntil = '2025-06-30'
